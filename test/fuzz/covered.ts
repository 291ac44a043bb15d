import { extname } from 'node:path';
import type { Parsers } from '../../src/core/lint';
import { UNLIMITED } from '../../src/core/lint/ir';
import { LANGUAGES, type LintFile } from '../../src/core/lint/languages';

/** Functions that open a socket in C, and what opens a connection in Node, with its module before it. */
const IN_C = /\b(?:socket|accept4?|socketpair)\s*\((?!\s*\))/g;
const IN_NODE =
  /(?<![\w$.])(?:(net|tls)\s*\.\s*(?:connect|createConnection)|new\s+(net)\s*\.\s*Socket)\s*\(/g;
const HIDDEN_IN_C =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\.|[^'\\\n]){1,12}'|^[ \t]*#(?:\\\r?\n|[^\n])*/gm;
const HIDDEN_IN_NODE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
/** A declaration, a method of an object, or an operand of `*` or `&`, which may be either. */
const NO_CALL = /(?:[\w*>~.:]|[^&]&)\s*$/;
const BEFORE_CALL = /\b(?:return|else|do|case|throw|not|and|or)\s*$/;
/** What an object keeps in a field is looked at elsewhere. */
const IN_FUNCTION = /\b(?:(?:const|let|var)\s+\w+\s*=|return)\s*$/;

const withoutHidden = (text: string, hidden: RegExp): string =>
  text.replace(hidden, (found) => found.replace(/[^\n]/g, ' '));

/**
 * A call in a text that opens a socket, and that the linter neither has in what it follows nor tells of; null where there
 * is none. What may not be compiled, and what cannot be told from a text alone, is not looked at.
 */
export function lostCallIn(parsers: Parsers, path: string, text: string): string | null {
  const file: LintFile = { path, text };
  const language = LANGUAGES.find((each) => each.reads(path));
  const isScript = /^\.[cm]?[jt]sx?$/.test(extname(path));
  const calls = isScript ? callsInNode(text) : callsInC(text);
  if (language === undefined || calls.length === 0) return null;
  const timeBeside = () => {
    throw new Error('no other file is read');
  };
  const around = { parsers, files: [file], heeded: [], atWork: () => {}, timeBeside };
  const { functions, omitted } = language.surroundings(around).lower(parsers, file, UNLIMITED);
  // Of a script in which braces do not match, parts are told that are smaller than what is lost with them.
  if (omitted.some(({ at }) => isScript || at === null)) return null;
  const followed = functions.flatMap(({ at, blocks }) => [
    // What Node's objects live through is looked at without their paths, a function at a time.
    ...(isScript && at.end - at.start < text.length ? [at] : []),
    ...blocks.flatMap(({ instructions }) =>
      instructions.flatMap((each) => (each.op === 'call' ? [each.at] : [])),
    ),
  ]);
  const known = [...followed, ...omitted.flatMap(({ at }) => at ?? [])];
  const lost = calls.find((place) => !known.some(({ start, end }) => start <= place && place < end));
  if (lost === undefined) return null;
  const line = text.slice(0, lost).split('\n').length;
  return `line ${line}: ${text.slice(lost, lost + 40)} is neither followed nor told`;
}

function callsInC(text: string): readonly number[] {
  const plain = withoutHidden(text, HIDDEN_IN_C);
  // Which branches are compiled is another question.
  const sure = /^[ \t]*#[ \t]*(?:if|el|R)/m.test(text) ? '' : plain;
  return [...sure.matchAll(IN_C)]
    .filter(({ index }) => {
      const before = sure.slice(Math.max(0, index - 80), index);
      return (!NO_CALL.test(before) || BEFORE_CALL.test(before)) && !/\)\s*$/.test(before);
    })
    .map(({ index }) => index);
}

function callsInNode(text: string): readonly number[] {
  const plain = withoutHidden(text, HIDDEN_IN_NODE);
  return [...plain.matchAll(IN_NODE)]
    .filter(({ index, 1: called, 2: made }) => {
      const imported = `^import (?:\\* as )?${called ?? made} from '(?:node:)?${called ?? made}';$`;
      return IN_FUNCTION.test(plain.slice(0, index)) && new RegExp(imported, 'm').test(text);
    })
    .map(({ index }) => index);
}

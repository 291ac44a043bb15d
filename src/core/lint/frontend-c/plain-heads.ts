import type { Span } from '../ir';
import type { Head } from './heads';

/** A function whose head a grammar does not read, with one that says what is known of it. */
export interface PlainHead {
  /** Its name as calls write it; for a head that is all macro, the macro with its first argument, which no call writes. */
  readonly name: string;
  readonly local: boolean;
  /** The function with the plain head. */
  readonly text: string;
  /** How much farther a place lies in the file than in `text`. */
  readonly shift: number;
}

interface Group {
  readonly word: string;
  readonly given: string;
}

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;
/** A parameter as C declares it: a type and a name, or more words; with the name last. */
const DECLARATION =
  /^(?:(?:const|volatile|struct|enum|union|unsigned|signed)\s+)*\w+(?:\s+|\s*\*[\s*]*)(?:\w+[\s*]+)*\w+\s*(?:\[[^\]]*\]\s*)*$/;

/**
 * Tells what a head means that is a macro call, or has some in it: `NO_NULLS(1) f(int x)` defines `f`; of
 * `MEMBER(list_t, get, int x)` only the body can be read. Null where nothing can be said.
 */
export function plainHead(text: string, { at, body }: Head): PlainHead | null {
  const head = text.slice(at.start, body).replace(COMMENT, ' ');
  const groups = groupsIn(head);
  const declared = groups.findLast(({ given }) => given.trim() !== '' && isDeclared(given));
  const named =
    declared ?? (groups.length > 1 ? groups.findLast(({ given }) => isDeclared(given)) : undefined);
  const [first] = groups;
  if (first === undefined) return underMacroName(text, at, body);
  const isMacro = named === undefined || (groups.length === 1 && !/\w[\s*]+\w+\s*\(/.test(head));
  const name = isMacro ? `${first.word}(${/\w+/.exec(first.given)?.[0] ?? ''})` : named.word;
  const plain = `int f(${isMacro ? '' : named.given})`;
  return {
    name,
    local: isMacro || /\bstatic\b/.test(head),
    text: plain + text.slice(body, at.end),
    shift: body - plain.length,
  };
}

/** Of a head that is a macro's name alone, only the body can be read. */
function underMacroName(text: string, at: Span, body: number): PlainHead | null {
  const name = /^(?:static\s+)?(\w+)\s*$/.exec(text.slice(at.start, body))?.[1];
  if (name === undefined) return null;
  const plain = 'int f()';
  return { name, local: true, text: plain + text.slice(body, at.end), shift: body - plain.length };
}

/** The calls and parameter lists of a head, those inside of others left out. */
function groupsIn(head: string): readonly Group[] {
  const groups: Group[] = [];
  let depth = 0;
  let open = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] === '(' && depth++ === 0) open = at;
    if (head[at] !== ')' || --depth !== 0) continue;
    const word = /(\w+)\s*$/.exec(head.slice(Math.max(0, open - 200), open))?.[1];
    if (word !== undefined) groups.push({ word, given: head.slice(open + 1, at) });
  }
  return groups;
}

const isDeclared = (given: string): boolean =>
  /^\s*(?:void\s*)?$/.test(given) || given.split(',').every((each) => DECLARATION.test(each.trim()));

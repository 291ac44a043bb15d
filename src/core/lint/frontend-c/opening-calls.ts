import type { Span } from '../ir';
import { endOfLine } from './directives';

/** A call, told from the text alone, of a function that opens something. */
export interface OpeningCall {
  readonly name: string;
  /** Of the name. */
  readonly at: Span;
}

/** What hides calls: comments, literals, directives; and the calls and braces themselves. */
const TOKEN =
  /\/\*|\/\/|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n]){1,12}'|^[ \t]*#|[{}]|[A-Za-z_]\w*/gm;
const WORD = /[A-Za-z_]\w*/g;
/** `accept()` without an argument is of something else. */
const CALLED = /^\s{0,100}\((?!\s{0,100}\))/;
const FARTHEST = 200;
/** Behind these words stands a value; behind any other one, a name is declared. */
const BEFORE_VALUE = /(?:^|\W)(?:return|else|do|case|throw|not|and|or|co_\w+)$/;
const DIRECTIVE = /(?:^|\n)[ \t]*#[^\n]*$/;
const DECLARED = /[\w*>~.]$|(?:^|[^&])&$/;

/** All calls of `names` in a text, in order, whatever a grammar makes of it: declarations are left out. Linear. */
export function openingCalls(text: string, names: ReadonlySet<string>): readonly OpeningCall[] {
  const found: OpeningCall[] = [];
  let depth = 0;
  let unclosed = false;
  const take = (name: string, start: number): void => {
    const end = start + name.length;
    if (!names.has(name) || !CALLED.test(text.slice(end, end + FARTHEST))) return;
    if (!isDeclared(text, start, depth)) found.push({ name, at: { start, end } });
  };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { index: at, 0: token } = match;
    if (token === '{') depth++;
    else if (token === '}') depth = Math.max(0, depth - 1);
    else if (token === '//') TOKEN.lastIndex = lineEnd(text, at);
    else if (token === '/*') {
      // One that is never closed is none, and neither is what opens behind it.
      const end: number = unclosed ? -1 : text.indexOf('*/', at + 2);
      unclosed = end < 0;
      if (!unclosed) TOKEN.lastIndex = end + 2;
    } else if (token.endsWith('#')) {
      const end: number = endOfLine(text, TOKEN.lastIndex);
      TOKEN.lastIndex = end < text.length ? end : lineEnd(text, at);
    }
    // A literal that its line does not end is none.
    else if (token.startsWith('"') && (token.length === 1 || !token.endsWith('"')))
      for (const word of token.matchAll(WORD)) take(word[0], at + word.index);
    else take(token, at);
  }
  return found;
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

/** Whether what stands before a name makes it one that is declared, or an object's method. */
function isDeclared(text: string, start: number, depth: number): boolean {
  const before = text
    .slice(Math.max(0, start - FARTHEST), start)
    .replace(/(?:\bstd)?\s{0,10}::\s*$/, '')
    .trimEnd();
  if (DIRECTIVE.test(before)) return false;
  if (before.endsWith(')')) return depth === 0;
  return DECLARED.test(before) && !BEFORE_VALUE.test(before);
}

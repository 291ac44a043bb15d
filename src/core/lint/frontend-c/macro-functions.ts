import type { Span } from '../ir';
import { bodiesIn, type Head, headsIn } from './heads';
import type { Macro } from './macros';

/** A word right before braces that is a macro's, by its capitals. */
const MACRO_HEAD = /^[ \t]*((?:static\s+)?([A-Z][A-Z0-9_]{2,100})\s{0,100})\{/gm;
const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n]){1,12}'|[(){}]|[A-Za-z_]\w*/g;

/** Bodies whose whole head is the name of a macro: `BENCHMARK { ... }`. Functions in a body make it a part of the file. */
export function underMacroNames(text: string): readonly Head[] {
  return [...text.matchAll(MACRO_HEAD)].flatMap((match) => {
    const [all, head, name] = match;
    const body = match.index + all.length - 1;
    const start = body - head.length;
    const end = endOfBraces(text, body);
    const inside = text.slice(body + 1, Math.max(body + 1, end - 1));
    if (end < 0 || !inside.includes('(') || !inside.includes(';')) return [];
    return headsIn(inside).length > 0 ? [] : [{ name, at: { start, end }, body }];
  });
}

/** Behind the brace that closes what a brace opens; -1 where there is none. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) return match.index + 1;
  }
  return -1;
}

/** Where macros of the file write functions, or the bodies of functions, outside of braces; each with the macro's name. */
export function writtenByMacros(
  text: string,
  own: ReadonlyMap<string, Macro>,
): readonly { readonly name: string; readonly at: Span }[] {
  const writing = new Set([...own.values()].filter(writesFunction).map(({ name }) => name));
  if (writing.size === 0) return [];
  const found: { readonly name: string; readonly at: Span }[] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { index: start, 0: token } = match;
    if (token === '{' || token === '(') depth++;
    else if (token === '}' || token === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && writing.has(token))
      found.push({ name: token, at: { start, end: start + token.length } });
  }
  return found;
}

/** Whether a macro's body is a function with statements and calls, or the body of one. */
function writesFunction({ body }: Macro): boolean {
  if (!body.includes('{') || !body.includes(';')) return false;
  if (body.startsWith('{')) return bodiesIn(`void f() ${body}`).length > 0;
  return headsIn(body).some((each) => /\{[\s\S]*\([\s\S]*;/.test(body.slice(each.body, each.at.end)));
}

import type { Span } from '../ir';

/** What reads like a function's definition. */
export interface Head {
  /** What it seems to be called: the word before its first parenthesis. */
  readonly name: string;
  /** From the head's first character to its body's last. */
  readonly at: Span;
  /** The brace that opens the body. */
  readonly body: number;
}

interface OpenBrace {
  /** Null where the braces are not a function's. */
  readonly name: string | null;
  readonly start: number;
  readonly at: number;
  /** Whether functions may be defined inside. */
  readonly container: boolean;
}

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\.|[^'\\\n]){1,12}'|[(){};]/g;
export const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;
const LEADING = /^(?:\s+|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*)+/;
/** What stands before braces in which functions may be defined. */
const CONTAINER = /^(?:(?:\w+\s+)*(?:class|struct|union|namespace)\b[^()]*|extern\s*"[^"]*"\s*)$/;
/** What has parentheses before braces and is not a function. */
const OTHER = /^(?:typedef|struct|union|enum|class|namespace|using|if|for|while|switch|else|do|return)\b|=/;
/** How the head of a function ends: with its parameters, and words or calls behind them. */
const END = /\)(?:[\w:&*,<>\s]|\([^()]*\))*$/;
/** Longer than this no head is. */
const LONGEST = 2000;

/**
 * The parts of a text that read like definitions of functions, whatever a grammar makes of their heads: `METHOD(list_t,
 * get, int)\n{ ... }` is one. Takes time in proportion to the text.
 */
export function headsIn(text: string): readonly Head[] {
  const heads: Head[] = [];
  const open: OpenBrace[] = [];
  let from = 0;
  let nesting = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const at = match.index;
    if (match[0] === '(') nesting++;
    else if (match[0] === ')') nesting--;
    else if (match[0] === ';' && nesting <= 0) from = at + 1;
    else if (match[0] === '{') {
      const outside = open.at(-1)?.container !== false && nesting <= 0;
      open.push(outside ? braceAfter(text, from, at) : { name: null, start: at, at, container: false });
    } else if (match[0] === '}') {
      const closed = open.pop();
      if (closed !== undefined && closed.name !== null)
        heads.push({ name: closed.name, at: { start: closed.start, end: at + 1 }, body: closed.at });
    }
    if (match[0] !== '{' && match[0] !== '}') continue;
    from = at + 1;
    nesting = 0;
  }
  return heads;
}

/** The head of the function whose body a brace opens, told by the text before it; null where it opens something else. */
export function headBefore(
  text: string,
  at: number,
): { readonly name: string; readonly start: number } | null {
  const farthest = Math.max(0, at - LONGEST);
  const before = text.slice(farthest, at);
  const from = farthest + Math.max(...[';', '{', '}'].map((each) => before.lastIndexOf(each))) + 1;
  const { name, start } = braceAfter(text, from, at);
  return name === null ? null : { name, start };
}

/**
 * The parts of a text that read like bodies of functions, each outermost one, wherever they stand: for what a grammar passed
 * over, in which nothing is sure.
 */
export function bodiesIn(text: string): readonly Head[] {
  const found: Head[] = [];
  const open: { readonly at: number; readonly head: ReturnType<typeof calledBefore> }[] = [];
  let from = 0;
  let inside = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { index: at, 0: token } = match;
    if (token === '{') {
      const head = inside > 0 ? null : calledBefore(text, from, at);
      if (head !== null) inside++;
      open.push({ at, head });
    } else if (token === '}') {
      const closed = open.pop();
      if (closed !== undefined && closed.head !== null) {
        inside--;
        const body = text.slice(closed.at, at);
        if (body.includes('(') && body.includes(';'))
          found.push({
            name: closed.head.name,
            at: { start: closed.head.start, end: at + 1 },
            body: closed.at,
          });
      }
    }
    if (token === '{' || token === '}' || token === ';') from = at + 1;
  }
  return found;
}

/** Words before parentheses behind which a brace opens a block. */
const CONTROL = /^(?:if|for|while|switch|catch|sizeof|return|do|else)$/;

/** What is called `name(...)` right before a brace, if a function's head may be; null else. */
function calledBefore(
  text: string,
  boundary: number,
  at: number,
): { readonly name: string; readonly start: number } | null {
  const from = Math.max(boundary, at - LONGEST);
  const before = text
    .slice(from, at)
    .replace(COMMENT, (found) => ' '.repeat(found.length))
    .trimEnd();
  if (!END.test(before)) return null;
  let depth = 0;
  for (let index = before.lastIndexOf(')'); index >= 0; index--) {
    if (before[index] === ')') depth++;
    if (before[index] !== '(' || --depth > 0) continue;
    const name = /(\w+)\s*$/.exec(before.slice(Math.max(0, index - 200), index))?.[1];
    if (name === undefined || CONTROL.test(name)) return null;
    const line = before.lastIndexOf('\n', index) + 1;
    return { name, start: from + line + (/^\s*/.exec(before.slice(line))?.[0].length ?? 0) };
  }
  return null;
}

/** What a brace opens, told by the text before it. Of more than a head can be, the last lines are looked at. */
function braceAfter(text: string, boundary: number, at: number): OpenBrace {
  const farthest = Math.max(boundary, at - LONGEST);
  const lineEnd = farthest > boundary ? text.slice(farthest, at).indexOf('\n') : -1;
  const from = farthest + lineEnd + 1;
  const start = from + (LEADING.exec(text.slice(from, Math.min(at, from + LONGEST)))?.[0].length ?? 0);
  const head = text.slice(start, at).replace(COMMENT, ' ').trim();
  const container = CONTAINER.test(head);
  const isFunction = !container && !OTHER.test(head) && END.test(head);
  const name = isFunction ? (/(\w+)\s*\(/.exec(head)?.[1] ?? '') : null;
  return { name, start, at, container };
}

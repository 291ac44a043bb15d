import type { WordId } from '../../../explain';
import type { Expression, FilterError } from './expression';

/** A word of a filter, or a comparison that was read whole. Characters [start, end) of its text. */
export interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
  readonly expression?: Expression;
}

export class FilterSyntaxError extends Error {
  constructor(readonly report: FilterError) {
    super(report.id);
  }
}

/** Throws FilterSyntaxError. */
export function fail(
  id: WordId,
  at: Pick<Token, 'start' | 'end'>,
  values: Readonly<Record<string, string>>,
): never {
  throw new FilterSyntaxError({ id, values, start: at.start, end: at.end });
}

/** One of the readers of what tcpdump or Wireshark write with several words; null where it is nothing of its own. */
export type WholeReader = (text: string, at: number) => Token | null;

/** Words, quotes, parentheses and negations; what one of the readers knows is one token. Throws FilterSyntaxError. */
export function tokenize(text: string, readers: readonly WholeReader[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    const token = nextToken(text, at, readers);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function nextToken(text: string, at: number, readers: readonly WholeReader[]): Token {
  const char = text[at];
  if (char === '"') return quoted(text, at, at);
  for (const read of readers) {
    const token = read(text, at);
    if (token !== null) return token;
  }
  if (char === '(' || char === ')' || char === '!') return plain(char, at, at + 1);
  if (char === '-' && /[\p{L}\d(]/u.test(text[at + 1] ?? '')) return plain('!', at, at + 1);
  if (text.startsWith('&&', at) || text.startsWith('||', at))
    return plain(text.slice(at, at + 2), at, at + 2);
  let end = at;
  while (end < text.length && !/[\s()"]/.test(text[end])) end++;
  // A quoted value belongs to its field: text:"GET /".
  if (text[end] === '"' && /[:=]$/.test(text.slice(at, end))) return quoted(text, at, end);
  return plain(text.slice(at, end), at, end);
}

const plain = (text: string, start: number, end: number): Token => ({ text, quoted: false, start, end });

/** From `start`, where a field may stand, to the quote's end; `open` is where the quote begins. */
function quoted(text: string, start: number, open: number): Token {
  const close = text.indexOf('"', open + 1);
  if (close < 0) fail('filter.unclosed-quote', { start: open, end: text.length }, {});
  const value = text.slice(start, open) + text.slice(open + 1, close);
  return { text: value, quoted: start === open, start, end: close + 1 };
}

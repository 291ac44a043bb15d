import { type Position, TextLines } from '../../text';

/** A text of which a larger part is NUL characters is not one: an object file, or UTF-16 without a byte order mark. */
const LETTERS_PER_ZERO = 1000;

/** NUL characters of a text: how many, where the first one is, and whether they are too many for a text. */
export interface Zeros extends Position {
  readonly count: number;
  readonly binary: boolean;
}

/** The NUL characters of a text; null where it has none. */
export function zerosIn(text: string): Zeros | null {
  const first = text.indexOf('\0');
  if (first < 0) return null;
  let count = 0;
  for (let at = first; at >= 0; at = text.indexOf('\0', at + 1)) count++;
  return { ...new TextLines(text).position(first), count, binary: count * LETTERS_PER_ZERO > text.length };
}

/**
 * A source as it is linted, with every line and column where an editor has it: without a byte order mark, which does not
 * count as a column; with LF where CR alone ends the lines; with a space for a NUL character, which compilers pass over.
 */
export function plainSource(text: string): string {
  const own = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const lines = own.includes('\r') && !own.includes('\n') ? own.replaceAll('\r', '\n') : own;
  return lines.includes('\0') ? lines.replaceAll('\0', ' ') : lines;
}

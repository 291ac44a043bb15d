/**
 * What terminals and web pages do to a line, undone: colour codes, HTML entities, JSON escapes, no-break and
 * zero-width spaces. Keeps where every character came from.
 */
export interface CleanLine {
  readonly text: string;
  /** For each character of `text`, its place in the line; null: nothing was changed. */
  readonly places: Uint32Array | null;
}

const ESCAPE = 0x1b;

/** By what follows the `&` or the backslash. */
const entities: readonly (readonly [string, string])[] = [
  ['&gt;', '>'],
  ['&lt;', '<'],
  ['&amp;', '&'],
  ['&nbsp;', ' '],
  ['&#62;', '>'],
  ['&#60;', '<'],
  ['&#160;', ' '],
  ['&#x3e;', '>'],
  ['&#x3E;', '>'],
  ['&quot;', '"'],
  ['&rarr;', '→'],
  ['&#8594;', '→'],
  ['&#x2192;', '→'],
  ['\\u2192', '→'],
  ['\\u003e', '>'],
  ['\\u003c', '<'],
  ['\\u0026', '&'],
  ['\\t', '\t'],
];

/** Blanks that are not U+0020, and characters that show nothing. */
const unusualBlanks = new Set([0xa0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202f, 0x3000]);
// A log that was cut while it was written to begins with NULs, up to where its writer stood.
const invisible = new Set([0, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0x200e, 0x200f]);

export function cleanLine(line: string): CleanLine {
  if (!needsCleaning(line)) return { text: line, places: null };
  const places = new Uint32Array(line.length);
  let text = '';
  for (let i = 0; i < line.length; ) {
    const [replacement, width] = replacementAt(line, i);
    if (replacement !== '') places[text.length] = i;
    text += replacement;
    i += width;
  }
  return { text, places: places.subarray(0, text.length) };
}

function needsCleaning(line: string): boolean {
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c > 0x7e || c === 0 || c === ESCAPE || c === 0x26 || c === 0x5c || c === 0x08) return true;
  }
  return false;
}

/** What stands for the characters from `i` on, and how many they are. */
function replacementAt(line: string, i: number): readonly [string, number] {
  const c = line.charCodeAt(i);
  if (c === ESCAPE) return ['', escapeLength(line, i)];
  if (c === 0x26 || c === 0x5c) return entityAt(line, i) ?? [line[i], 1];
  if (c === 0x08 || invisible.has(c)) return ['', 1];
  if (unusualBlanks.has(c)) return [' ', 1];
  return [line[i], 1];
}

/** Entities that were escaped twice, `&amp;gt;`, as well. */
function entityAt(line: string, i: number): readonly [string, number] | null {
  const amp = line.startsWith('&amp;', i) ? 4 : 0;
  if (amp > 0)
    for (const [entity, character] of entities)
      if (entity !== '&amp;' && entity[0] === '&' && line.startsWith(entity.slice(1), i + amp + 1))
        return [character, amp + entity.length];
  for (const [entity, character] of entities)
    if (line.startsWith(entity, i)) return [character, entity.length];
  return null;
}

/** ECMA-48 control sequence, `ESC [ ... m`, or an operating system command ended by BEL. */
function escapeLength(line: string, i: number): number {
  const kind = line.charCodeAt(i + 1);
  if (kind === 0x5b) {
    let j = i + 2;
    while (j < line.length && j - i < 40 && line.charCodeAt(j) >= 0x20 && line.charCodeAt(j) < 0x40) j++;
    return Math.min(j + 1, line.length) - i;
  }
  if (kind === 0x5d) {
    const bell = line.indexOf('\u0007', i);
    return bell < 0 || bell - i > 400 ? 2 : bell + 1 - i;
  }
  return Math.min(2, line.length - i);
}

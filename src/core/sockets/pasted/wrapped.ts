import type { TableLine } from '../table-lines';

/** Narrower than any terminal or ticket system that cuts lines. */
const NARROWEST = 40;
/** A sentence in Chinese, Japanese or Korean is not the rest of a row. */
const REMARK = /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/;
/** A row with all that `ss -i` says of it. */
const MOST_PIECES = 24;

/**
 * Rows that a terminal or a ticket system cut at a fixed width and went on with on the next line. The width is the longest
 * line's: what cut it leaves no longer one, and behind a line of that length stands its rest, not a row. `begins` tells
 * whether a line is a row, a header or a prompt by itself.
 */
export function unwrapped(
  lines: readonly TableLine[],
  begins: (text: string) => boolean,
): readonly TableLine[] {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  if (width < NARROWEST) return lines;
  const goesOn = (at: number): boolean =>
    lines[at].text.length === width &&
    at + 1 < lines.length &&
    !REMARK.test(lines[at + 1].text) &&
    !begins(lines[at + 1].text);
  let [full, followed] = [0, 0];
  for (let at = 0; at + 1 < lines.length; at++) {
    if (lines[at].text.length !== width) continue;
    full++;
    if (goesOn(at)) followed++;
  }
  // Padded columns make lines equally long, and behind each of those the next row begins.
  if (followed < 2 || followed * 2 < full) return lines;
  return joined(lines, goesOn);
}

function joined(lines: readonly TableLine[], goesOn: (at: number) => boolean): readonly TableLine[] {
  const whole: TableLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const { line } = lines[at];
    let { text } = lines[at];
    for (let pieces = 1; pieces < MOST_PIECES && goesOn(at); pieces++) text += lines[++at].text;
    whole.push({ text, line });
  }
  return whole;
}

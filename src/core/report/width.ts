/** Columns that a terminal gives a character: 0 for marks that combine, 2 for East Asian wide ones (Unicode UAX #11). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];
const PRINTABLE_ASCII = /^[ -~]*$/;
const COMBINING = /\p{Mn}|\p{Me}|\p{Cf}/u;

export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - displayWidth(text))) + text;

/** The text in at most `width` columns, ending in an ellipsis where something was cut off. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return width > 0 ? `${kept}…` : '';
}

/** Lines of at most `width` columns, broken at spaces, and between East Asian characters where no rule forbids it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && displayWidth(line) + displayWidth(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Closing punctuation never begins a line, opening punctuation never ends one (GB/T 15834). */
const OPENING = /[（“‘《〈【]/;
const CLOSING = /[，。；：！？、）”’》〉】…]/;

/** The smallest parts that a line may be made of; spaces stay at the end of the part before them. */
function pieces(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  const characters = [...text];
  characters.forEach((character, at) => {
    part += character;
    const next = characters[at + 1];
    if (next === undefined || mayBreak(character, next)) {
      parts.push(part);
      part = '';
    }
  });
  return parts;
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before === ' ') return true;
  if (CLOSING.test(after) || OPENING.test(before)) return false;
  return characterWidth(before) === 2 || characterWidth(after) === 2;
}

/**
 * Captured text, source text and file names are written by strangers. Control characters, invisible characters and
 * the marks that reverse writing direction ("Trojan Source", CVE-2021-42574) are shown as what they are, never obeyed.
 * This is the one list of them.
 */
const UNSAFE = [
  // C0, DEL and C1 controls
  '[\\u0000-\\u001f\\u007f-\\u009f]',
  // format characters: bidi marks and overrides, zero widths, byte-order mark, tags, soft hyphen; lone surrogates
  '\\p{Cf}|\\p{Cs}',
  // line and paragraph separators, fillers that take no ink, variation selectors
  '[\\u2028\\u2029\\u3164\\uffa0\\u{115f}\\u{1160}\\u034f]|\\p{Variation_Selector}',
].join('|');
const EVERY_UNSAFE = new RegExp(UNSAFE, 'gu');
const PRINTABLE_ASCII = /^[ -~]*$/;

/** For terminals, reports and sentences: `\x1b`, `\u202e`, `\u{e0041}`. `keep`: what the place lays out by itself. */
export const spelledOut = (text: string, keep = ''): string => replaced(text, escapeOf, keep);

/** For the page and for hovers: a control picture (U+2400 block) for an ASCII control, `[U+202E]` for the rest. */
export const pictured = (text: string, keep = ''): string => replaced(text, pictureOf, keep);

/** A value as JSON with `\u` escapes (RFC 8259, section 7): the same value to a program, harmless to a terminal. */
export const jsonText = (value: unknown, indent?: number): string =>
  replaced(JSON.stringify(value, null, indent), jsonEscapeOf, '\n');

function replaced(text: string, spelling: (code: number) => string, keep: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(EVERY_UNSAFE, (character) =>
    keep.includes(character) ? character : spelling(character.codePointAt(0) ?? 0),
  );
}

function escapeOf(code: number): string {
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

function pictureOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

const jsonEscapeOf = (code: number): string =>
  String.fromCodePoint(code)
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

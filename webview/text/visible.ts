/**
 * Captured text is written by strangers. Control characters, invisible characters and the marks that reverse
 * writing direction ("Trojan Source", CVE-2021-42574) are shown as what they are, never obeyed.
 * Tabs stay: the page lays them out as a terminal does.
 */
const UNSAFE = new RegExp(
  [
    // C0 (without the tab), DEL and C1 controls
    '[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f]',
    // format characters: bidi marks and overrides, zero widths, byte-order mark, tags, soft hyphen; lone surrogates
    '\\p{Cf}|\\p{Cs}',
    // line and paragraph separators, fillers that take no ink, variation selectors
    '[\\u2028\\u2029\\u3164\\uffa0\\u{115f}\\u{1160}\\u034f]|\\p{Variation_Selector}',
  ].join('|'),
  'gu',
);

export function visible(text: string): string {
  return text.replace(UNSAFE, nameCharacter);
}

/** Control pictures (U+2400 block) for ASCII controls, the code point in brackets for the rest. */
function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** At most `limit` UTF-16 units, never half a character, with an ellipsis where something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? limit - 1 : limit)}…`;
}

/** For one line of the page. */
export function shown(text: string, limit = 1000): string {
  return visible(clip(text, limit));
}

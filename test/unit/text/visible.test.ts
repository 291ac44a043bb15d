import { describe, expect, it } from 'vitest';
import { jsonText, pictured, spelledOut } from '../../../src/core/text';

/** Unicode's Bidi_Control characters (PropList.txt), separators (Zl, Zp), C0 and C1 controls with DEL (Cc). */
const BIDI = [0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];
const OTHERS = [0x2028, 0x2029, ...range(0, 0x1f), ...range(0x7f, 0x9f), 0xfeff, 0xad, 0xe0041];

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

describe('what may act on a terminal or an editor', () => {
  it.each([...BIDI, ...OTHERS])('U+%s is spelled out everywhere', (code) => {
    const text = `a${String.fromCodePoint(code)}b`;
    for (const shown of [spelledOut(text), pictured(text), jsonText(text)]) {
      expect(shown).not.toContain(String.fromCodePoint(code));
      expect(shown.endsWith('b') || shown.endsWith('b"')).toBe(true);
    }
    expect(JSON.parse(jsonText(text))).toBe(text);
  });

  it('is spelled as C, and Unicode, write it', () => {
    expect(spelledOut('a\u001b[2Jb\rc\u009b\u202e\u{e0041}')).toBe('a\\x1b[2Jb\\x0dc\\x9b\\u202e\\u{e0041}');
    expect(pictured('\u001b\u202e\u007f')).toBe('␛[U+202E]␡');
    expect(jsonText({ a: '\u202e\u2028\u{e0041}' })).toBe('{"a":"\\u202e\\u2028\\udb40\\udc41"}');
  });

  it('leaves text of any language alone, and the line ends of indented JSON', () => {
    const text = '服务端 é 😀 한국어 שלום';
    expect([spelledOut(text), pictured(text)]).toEqual([text, text]);
    expect(jsonText({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
  });
});

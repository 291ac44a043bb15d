const SHOWN = 16;
const LONGEST_LINE = 80;

/** The first bytes as a hex dump shows them. */
export function shownBytes(bytes: Uint8Array): { hex: string; ascii: string } {
  const shown = Array.from(bytes.subarray(0, SHOWN));
  return {
    hex: shown.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    ascii: shown.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
  };
}

/** Whether the bytes can be text at all: no zeros but UTF-16's, and hardly any control characters. */
export function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  if (sample.length === 0 || hasUtf16Mark(sample)) return sample.length > 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) controls++;
  }
  return controls * 50 <= sample.length;
}

const hasUtf16Mark = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** The first line that is not blank, cut to a length that fits a message. */
export function firstLine(text: string): string {
  const line = text.trimStart().split(/[\r\n]/, 1)[0];
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** What marked-up text is, by how it begins. */
export function markupName(text: string): string | null {
  const begin = text.trimStart().slice(0, 256).toLowerCase();
  if (begin.startsWith('<!doctype html') || begin.startsWith('<html')) return 'HTML';
  if (begin.startsWith('<?xml') || begin.startsWith('<pdml')) return 'XML';
  return /^[[{]\s*(["{[\]}]|$)/.test(begin) ? 'JSON' : null;
}

import { utf8Length } from '../../bytes';
import { cleanLine } from '../../text';
import { showsPacket } from './packet-scanner';
import { laterRows } from './wireshark';

/** Where a web page begins a new line though its source does not. */
const lineBreak = /<\/(?:p|div|li|tr|pre|code|span)>\s{0,8}(?=<(?:p|div|li|tr|pre|code|span)\b)|<br ?\/?>/gi;

export interface LinePart {
  readonly text: string;
  readonly byteLength: number;
}

/**
 * The parts of a line of HTML, or of tshark rows whose line ends are lost, that shows several packets, one each, and perhaps one before the first: what stands behind
 * a packet up to the next one is its own. Null for every other line.
 */
export function partsOfLine(line: string, byteLength: number): readonly LinePart[] | null {
  if (!line.includes('<')) return partsAt(line, byteLength, [0, ...laterRows(line)]);
  const starts = [0];
  for (const match of line.matchAll(lineBreak)) {
    const at = match.index + match[0].length;
    const end = line.indexOf('<', at + 1);
    if (at < line.length && showsPacket(cleanLine(line.slice(at, end < 0 ? line.length : end)).text))
      starts.push(at);
  }
  const isFirst = starts.length > 1 && showsPacket(cleanLine(line.slice(0, starts[1])).text);
  return starts.length - (isFirst ? 0 : 1) < 2
    ? partsAt(line, byteLength, [0, ...laterRows(line)])
    : partsAt(line, byteLength, starts);
}

function partsAt(line: string, byteLength: number, starts: readonly number[]): readonly LinePart[] | null {
  if (starts.length < 2) return null;
  const texts = starts.map((from, i) => line.slice(from, starts[i + 1] ?? line.length));
  const parts = texts.map((text) => ({ text, byteLength: utf8Length(text) }));
  // Bytes that are not UTF-8: where a part of the line lies in the file is not known.
  return parts.reduce((sum, part) => sum + part.byteLength, 0) === byteLength ? parts : null;
}

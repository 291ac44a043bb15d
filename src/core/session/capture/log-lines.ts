import { lineIndex } from '../../text';
import type { CaptureReading } from './capture-reading';
import type { Row } from './views';

/** A row of a text log by the file's line that it stands in. */
export interface PlacedRow {
  readonly row: Row;
  /** Characters of the file's line before the row's own text: more than one packet may stand in a line. */
  readonly column: number;
}

/** The rows of the file's lines [from, to], from 1, in order; none for a binary capture. */
export async function rowsOfLines(reading: CaptureReading, from: number, to: number): Promise<PlacedRow[]> {
  if (reading.opened.format !== 'text') return [];
  const { lines } = reading.recorder;
  const found: PlacedRow[] = [];
  for (let at = firstRowOf(reading, from); at < lines.length && lines.inFile(lineIndex(at)) < to; at++)
    found.push({ row: await reading.row(at), column: await columnOf(reading, at) });
  return found;
}

/** The file's line, from 1, in which a packet's row stands, and the one in which the packet begins. */
export function linesOfPacket(reading: CaptureReading, index: number): { first: number; row: number } {
  const { lines, tracker } = reading.recorder;
  const packet = index as Parameters<typeof tracker.packets.offset>[0];
  const inFile = (line: number) => lines.inFile(lineIndex(line)) + 1;
  return { first: inFile(tracker.packets.offset(packet)), row: inFile(reading.rowOfPacket(packet)) };
}

/** The first row that stands in the file's line `line`, or behind it. */
function firstRowOf({ recorder: { lines } }: CaptureReading, line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines.inFile(lineIndex(middle)) < line - 1) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function columnOf(reading: CaptureReading, row: number): Promise<number> {
  const { lines } = reading.recorder;
  let first = row;
  const own = lines.inFile(lineIndex(row));
  while (first > 0 && lines.inFile(lineIndex(first - 1)) === own) first--;
  if (first === row) return 0;
  const bytes = await reading.bytes(lines.offset(lineIndex(first)), lines.offset(lineIndex(row)));
  return reading.text?.decode(bytes).length ?? 0;
}

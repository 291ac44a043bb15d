import { isColumnHeading } from '../../capture';
import { type AddressBook, anonymisedLine } from '../../export';
import { NO_CONNECTION } from '../../flow';
import type { PacketIndex } from '../../tcp';
import { type LineIndex, lineIndex } from '../../text';
import type { ExportProgress, Wanted } from './capture-export';
import type { CaptureReading } from './capture-reading';
import { printedHeader } from './packet-detail';

/** Bytes of the file that are read at once. */
const PIECE = 1 << 18;
/** Lines between two turns of other work. */
const TURN = 2000;
/** What a recorder says at its end of what it lost. */
const COUNTED = /^\d+ packets? (?:captured|received by filter|dropped by (?:kernel|interface))$/;

export interface LogExport {
  readonly wanted: Wanted;
  /** All of the log, with the lines that are no packets. */
  readonly isWhole: boolean;
  /** What stands for its addresses; null: the lines are written as they are. */
  readonly book: AddressBook | null;
}

/** A text log, or the lines of some of its packets, byte for byte; or only what is known of its segments, with other addresses. */
export async function* exportLog(
  reading: CaptureReading,
  { wanted, isWhole, book }: LogExport,
  progress: ExportProgress,
): AsyncGenerator<Uint8Array> {
  if (book !== null) yield* anonymised(reading, wanted, book, progress);
  else yield* asTheyAre(reading, isWhole ? null : wanted, progress);
}

async function* asTheyAre(
  reading: CaptureReading,
  wanted: Wanted | null,
  progress: ExportProgress,
): AsyncGenerator<Uint8Array> {
  const { lines, tracker } = reading.recorder;
  const chosen = wanted === null ? null : new Uint8Array(tracker.packets.length);
  for (const index of wanted?.() ?? []) if (chosen !== null) chosen[index] = 1;
  let [from, to] = [0, 0];
  for (let at = 0; at < lines.length; at++) {
    const line = lineIndex(at);
    const own = Math.max(lines.packetOf(line), lines.continues(line));
    if (lines.packetOf(line) >= 0 && (chosen === null || chosen[own] === 1)) progress.done++;
    if (chosen !== null && (own < 0 ? !(await isHeadingLine(reading, line)) : chosen[own] === 0)) continue;
    const extent = await reading.lineExtent(line);
    if (extent.start !== to || to - from > PIECE) {
      yield* bytesOf(reading, from, to);
      from = extent.start;
    }
    to = extent.end;
    if (at % TURN === 0) await reading.pause();
  }
  yield* bytesOf(reading, from, to);
}

/** The rows below it cannot be read without it. */
const isHeadingLine = async (reading: CaptureReading, line: LineIndex): Promise<boolean> =>
  isColumnHeading(await reading.lineText(line));

async function* bytesOf(reading: CaptureReading, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += PIECE) yield (await reading.bytes(at, Math.min(to, at + PIECE))).slice();
}

async function* anonymised(
  reading: CaptureReading,
  wanted: Wanted,
  book: AddressBook,
  progress: ExportProgress,
): AsyncGenerator<Uint8Array> {
  for (const index of wanted()) {
    if (++progress.done % TURN === 0) await reading.pause();
    const line = await lineOf(reading, index, book);
    if (line === null) progress.leftOut++;
    else yield ascii(`${line}\n`);
  }
  for (const line of await counted(reading)) yield ascii(`${line}\n`);
}

async function lineOf(
  reading: CaptureReading,
  index: PacketIndex,
  book: AddressBook,
): Promise<string | null> {
  if (reading.recorder.tracker.packets.connection(index) === NO_CONNECTION) return null;
  const row = await reading.row(reading.rowOfPacket(index));
  if (row.kind !== 'packet' || row.flags === '') return null;
  const { text } = await printedHeader(reading, index);
  const { seq, ack, relativeSeq, relativeAck } = row;
  return anonymisedLine(text, { ...row, seq: seq ?? relativeSeq, ack: ack ?? relativeAck }, book);
}

/** The recorder's own counts, which stand at the end of a log. */
async function counted(reading: CaptureReading): Promise<string[]> {
  const { lines } = reading.recorder;
  const found: string[] = [];
  for (let at = Math.max(0, lines.length - 10); at < lines.length; at++) {
    const line = lineIndex(at);
    if (lines.packetOf(line) >= 0 || lines.continues(line) >= 0) continue;
    const text = (await reading.lineText(line)).trim();
    if (COUNTED.test(text)) found.push(text);
  }
  return found;
}

/** What is handed on of a line is ASCII. */
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

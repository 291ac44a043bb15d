import type { ByteSource } from '../../bytes';
import {
  CaptureDriver,
  type CaptureFormat,
  createReader,
  type DriverOptions,
  type TextDecoding,
} from '../../capture';
import { formatTcpdumpLine } from '../../decode';
import type { Connection } from '../../flow';
import { type PacketIndex, packetIndex } from '../../tcp';
import { type LineIndex, lineIndex } from '../../text';
import type { Locale } from '../../words';
import { CaptureRecorder } from './capture-recorder';
import { FindingBook } from './finding-views';
import { FrameReader, HEADER_BYTES, type HeldFrame } from './frame-reader';
import { PacketValues } from './packet-values';
import { lineRow, packetRow, type RowParts } from './row-views';
import { SourceReader } from './source-reader';
import { Transitions } from './transitions';
import type { PacketRow, Row } from './views';

/** Bytes of one line that are read again; the reader bounds lines likewise. */
const MAXIMUM_LINE = 1 << 16;

export interface OpenedCapture {
  readonly name: string;
  readonly format: CaptureFormat;
  readonly source: ByteSource;
  readonly compression: readonly string[];
}

/** One capture being read, and its rows: everything that does not depend on who looks. */
export class CaptureReading {
  readonly recorder = new CaptureRecorder();
  readonly driver: CaptureDriver;
  /** Lets other work run. */
  readonly pause: () => Promise<void>;
  readonly values: PacketValues;
  readonly transitions: Transitions;
  readonly frames: FrameReader | null;
  readonly parts: RowParts;
  readonly findings = new FindingBook(this);
  private readonly reader;
  private readonly again: SourceReader;
  /** Bytes in the file when it was asked last; Infinity: not known. */
  size = Number.POSITIVE_INFINITY;
  private header: Uint8Array = new Uint8Array(0);

  constructor(
    readonly opened: OpenedCapture,
    readonly locale: Locale,
    driving: DriverOptions,
  ) {
    this.pause = driving.pause;
    this.reader = createReader(opened.format, this.recorder);
    this.driver = new CaptureDriver(opened.source, this.reader, this.recorder, {
      ...driving,
      isFull: (offset) => this.recorder.isFull(offset),
    });
    this.again = new SourceReader(opened.source);
    this.values = new PacketValues(this.recorder, () => this.text?.names ?? []);
    this.transitions = new Transitions(this.recorder, this.values, (index) => this.rowOfPacket(index));
    this.frames = this.framesOf(opened.format);
    const { recorder, values, transitions, frames } = this;
    const stuckOf = (connection: Connection) => this.findings.stuckOf(connection);
    this.parts = { locale, name: opened.name, recorder, values, transitions, frames, stuckOf };
  }

  /** What a text log's reader knows beyond its packets; null for binary captures. */
  get text(): TextDecoding | null {
    return this.reader.text ?? null;
  }

  /** Reads the file's size and its first bytes, which binary formats need to read a packet again. */
  async prepare(): Promise<void> {
    await this.measure();
    this.header = (await this.again.bytes(0, 32)).slice();
  }

  /** Asks how long the file is now; for a compressed one that is not known before its end. */
  async measure(): Promise<number> {
    this.size = await this.opened.source.size();
    return this.size;
  }

  /** The file has grown: what was read of its end may be stale. */
  grown(): void {
    this.again.forget();
  }

  get rowCount(): number {
    return this.opened.format === 'text' ? this.recorder.lines.length : this.recorder.tracker.packets.length;
  }

  packetOfRow(row: number): PacketIndex {
    return packetIndex(this.opened.format === 'text' ? this.recorder.lines.packetOf(lineIndex(row)) : row);
  }

  rowOfPacket(index: PacketIndex): number {
    if (this.opened.format !== 'text') return index;
    return this.recorder.lines.rowLine(index, lineIndex(this.recorder.tracker.packets.offset(index)));
  }

  /** At once where all of it is at hand. */
  row(row: number): Row | Promise<Row> {
    if (this.opened.format !== 'text') return packetRow(this.parts, packetIndex(row), row, null);
    const line = lineIndex(row);
    const { from, to } = this.lineBytes(line);
    const bytes = this.again.held(from, to);
    return bytes === null
      ? this.lineText(line).then((text) => this.rowOfLine(row, line, text))
      : this.rowOfLine(row, line, this.decoded(bytes));
  }

  private rowOfLine(row: number, line: LineIndex, text: string): Row | Promise<Row> {
    const index = packetIndex(this.recorder.lines.packetOf(line));
    if (index < 0) return lineRow(this.parts, line, row, text);
    return packetRow(this.parts, index, row, { line, text });
  }

  /** A text log's line, as it stands in the file. */
  async lineText(line: LineIndex): Promise<string> {
    const { from, to } = this.lineBytes(line);
    return this.decoded(await this.again.bytes(from, to));
  }

  /** Where a line's bytes are, as many as are looked at. */
  private lineBytes(line: LineIndex): { from: number; to: number } {
    const { lines } = this.recorder;
    const from = lines.offset(line);
    return { from, to: from + Math.min(MAXIMUM_LINE, lines.byteLength(line)) };
  }

  private decoded(bytes: Uint8Array): string {
    return this.text?.decode(bytes) ?? '';
  }

  /** Where a text log's line stands in the file: bytes [start, end), its line end with it. All lines together are the file. */
  async lineExtent(line: LineIndex): Promise<{ start: number; end: number }> {
    const { lines } = this.recorder;
    const start = line === 0 ? 0 : lines.offset(line);
    if (line + 1 < lines.length) return { start, end: lines.offset(lineIndex(line + 1)) };
    const end = lines.offset(line) + lines.byteLength(line);
    const [first, second] = await this.again.bytes(end, end + 2);
    if (first === 0x0a) return { start, end: end + 1 };
    return { start, end: first === 0x0d && second === 0x0a ? end + 2 : end };
  }

  /** Bytes [from, to) of the file, once decompressed; fewer where it ends. */
  bytes(from: number, to: number): Promise<Uint8Array> {
    return this.again.bytes(from, to);
  }

  /** A packet of a binary capture as `tcpdump -n` would print it, with the numbers that the row has. */
  async tcpdumpLine(row: PacketRow): Promise<string> {
    return (await this.tcpdumpLines([row]))[0];
  }

  /** The same of several rows, with as few turns as their bytes need. */
  async tcpdumpLines(rows: readonly PacketRow[]): Promise<string[]> {
    const lines: string[] = [];
    for (const row of rows) {
      const index = packetIndex(row.index);
      const held =
        this.frames?.readHeld(index, HEADER_BYTES) ?? (await this.frames?.read(index, HEADER_BYTES)) ?? null;
      lines.push(this.printed(row, held));
    }
    return lines;
  }

  private printed(row: PacketRow, held: HeldFrame | null): string {
    if (held === null) return `${row.from} > ${row.to}: ${row.note}`;
    // As tcpdump does without -S: SYN and what carries no acknowledgment in absolute numbers.
    const absolute = row.ack === null || row.flags.includes('S');
    if (absolute || row.relativeSeq === null || row.relativeAck === null)
      return formatTcpdumpLine(held.frame);
    const { relativeSeq: seq, relativeAck: ack } = row;
    return formatTcpdumpLine(held.frame, { seq, ack, sackBase: (row.ack ?? 0) - ack });
  }

  /** All that a row shows, for free text to be looked for in. */
  async rowText(row: number): Promise<string> {
    if (this.opened.format === 'text') return this.lineText(lineIndex(row));
    const view = await packetRow(this.parts, packetIndex(row), row, null);
    const states = `${view.client?.state ?? ''} ${view.server?.state ?? ''}`;
    return `${view.from} ${view.to} ${view.flags} ${states} ${view.note} ${view.comment ?? ''}`;
  }

  private framesOf(format: CaptureFormat): FrameReader | null {
    if (format === 'text') return null;
    return new FrameReader(this.recorder, this.again, format, () => this.header);
  }
}

import { type FrameLengths, frameLengths, LENGTHS_BEFORE_FRAME, type ReadLengths } from '../../capture';
import { Frame } from '../../decode';
import type { PacketIndex } from '../../tcp';
import type { CaptureRecorder } from './capture-recorder';
import type { SourceReader } from './source-reader';

/** Bytes of a frame that a view may ask for. */
export const MAXIMUM_FRAME = 1 << 16;
/** Enough for every header of a packet, for the summary in its row. */
export const HEADER_BYTES = 512;

export interface HeldFrame {
  readonly frame: Frame;
  /** Bytes that the capture holds; `frame` may hold fewer. */
  readonly capturedLength: number;
}

/** Reads a packet of a binary capture again, by the offset that the columns keep. */
export class FrameReader {
  private readonly passing = new Frame();
  private known: { readonly header: Uint8Array; readonly read: ReadLengths } | null = null;

  constructor(
    private readonly recorder: CaptureRecorder,
    private readonly source: SourceReader,
    private readonly format: 'pcap' | 'pcapng',
    private readonly fileHeader: () => Uint8Array,
  ) {}

  /** Null when the file no longer holds it. */
  async read(index: PacketIndex, limit: number): Promise<HeldFrame | null> {
    const { from, to } = this.extent(index, limit);
    return this.frameIn(await this.source.bytes(from, to), index);
  }

  /** The same from bytes that are at hand, good until the next call; null also where they have to be read. */
  readHeld(index: PacketIndex, limit: number): HeldFrame | null {
    const { from, to } = this.extent(index, limit);
    const bytes = this.source.held(from, to);
    return bytes === null ? null : this.frameIn(bytes, index, this.passing);
  }

  private extent(index: PacketIndex, limit: number): { from: number; to: number } {
    const offset = this.recorder.tracker.packets.offset(index);
    return { from: offset - leadOf(offset), to: offset + limit };
  }

  private frameIn(bytes: Uint8Array, index: PacketIndex, frame = new Frame()): HeldFrame | null {
    const { packets } = this.recorder.tracker;
    const offset = packets.offset(index);
    const lead = leadOf(offset);
    const lengths = this.lengthsIn(bytes.subarray(0, lead));
    if (lengths === null || bytes.length < lead) return null;
    const info = this.interfaceOf(index);
    frame.bytes = bytes;
    frame.start = lead;
    frame.end = Math.min(bytes.length, lead + lengths.captured);
    frame.offset = offset;
    frame.originalLength = lengths.original;
    frame.linkType = info?.linkType ?? 0;
    frame.fcsLength = info?.fcsLength ?? 0;
    frame.interfaceId = packets.interfaceId(index);
    frame.seconds = packets.seconds(index);
    frame.nanoseconds = packets.nanoseconds(index);
    return { frame, capturedLength: lengths.captured };
  }

  /** What the file's header says of lengths is looked up once. */
  private lengthsIn(before: Uint8Array): FrameLengths | null {
    const header = this.fileHeader();
    if (this.known?.header !== header) this.known = { header, read: frameLengths(this.format, header) };
    return this.known.read(before);
  }

  private interfaceOf(index: PacketIndex) {
    const id = this.recorder.tracker.packets.interfaceId(index);
    return this.recorder.interfaceOf(id);
  }
}

const leadOf = (offset: number): number => Math.min(LENGTHS_BEFORE_FRAME, offset);

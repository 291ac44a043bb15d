import { frameLengths, LENGTHS_BEFORE_FRAME } from '../../capture';
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
  constructor(
    private readonly recorder: CaptureRecorder,
    private readonly source: SourceReader,
    private readonly format: 'pcap' | 'pcapng',
    private readonly fileHeader: () => Uint8Array,
  ) {}

  /** Null when the file no longer holds it. */
  async read(index: PacketIndex, limit: number): Promise<HeldFrame | null> {
    const { packets } = this.recorder.tracker;
    const offset = packets.offset(index);
    const lead = Math.min(LENGTHS_BEFORE_FRAME, offset);
    const bytes = await this.source.bytes(offset - lead, offset + limit);
    const lengths = frameLengths(this.format, this.fileHeader(), bytes.subarray(0, lead));
    if (lengths === null || bytes.length < lead) return null;
    const frame = new Frame();
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

  private interfaceOf(index: PacketIndex) {
    const id = this.recorder.tracker.packets.interfaceId(index);
    return this.recorder.interfaceOf(id);
  }
}

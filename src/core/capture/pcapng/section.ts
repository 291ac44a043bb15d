import { Frame } from '../../decode';
import type { CaptureSink, InterfaceInfo } from '../capture-reader';
import { largestFrame } from '../packet-limits';
import type { Reporter } from '../reporter';
import { BlockType, OptionCode, padded, typeLabel } from './blocks';
import type { CaptureInterface } from './capture-interface';
import { type Endian, i64, LITTLE, u64 } from './endian';
import { readNames } from './names';
import { OptionCursor } from './options';
import { Clock } from './timestamp';

const TRAILER = 4;
const MICROSECONDS = 6;
const MICROSECOND_CLOCK = new Clock(MICROSECONDS, 0);
/** No host has as many; a file of nothing but interface blocks must not fill the memory. */
const MOST_INTERFACES = 65_536;
const DROP_COUNT_UNKNOWN = 0xffff;
/** Bits 5 to 8 of a packet's flags: its frame check sequence's length in bytes. */
const fcsOfFlags = (flags: number): number => (flags >>> 5) & 0x0f;

/** Reads the blocks of a section, of which the framing has been checked, and hands over what they hold. */
export class SectionBlocks {
  private endian: Endian = LITTLE;
  private interfaces: CaptureInterface[] = [];
  private earlierInterfaces = 0;
  private packets = 0;
  private readonly frame = new Frame();
  private readonly moment = new Frame();
  private readonly options = new OptionCursor();
  private comments: string[] = [];
  private frameCheckLength = 0;
  private dropCount = 0;

  constructor(
    private readonly sink: CaptureSink,
    private readonly reporter: Reporter,
  ) {}

  /** Reads the block at `bytes[at, at + length)`, which is at `offset` in the file. */
  read(type: number, bytes: Uint8Array, at: number, length: number, offset: number): void {
    if (type === BlockType.enhancedPacket) {
      this.dropCount = 0;
      this.packet(bytes, at, length, offset, this.endian.u32(bytes, at + 8));
    } else if (type === BlockType.simplePacket) this.simplePacket(bytes, at, length, offset);
    else if (type === BlockType.packet) this.obsoletePacket(bytes, at, length, offset);
    else if (type === BlockType.interface) this.interface(bytes, at, length, offset);
    else if (type === BlockType.statistics) this.statistics(bytes, at, length, offset);
    else if (type === BlockType.names) this.names(bytes, at, length, offset);
  }

  /** Begins a section: its interfaces count from 0 again. */
  begin(endian: Endian, bytes: Uint8Array, at: number, length: number, offset: number): void {
    this.endian = endian;
    this.earlierInterfaces += this.interfaces.length;
    this.interfaces = [];
    const major = endian.u16(bytes, at + 12);
    const minor = endian.u16(bytes, at + 14);
    if (major !== 1)
      this.reporter.once('pcapng.version', 'warning', offset + 12, { found: `${major}.${minor}` });
    this.readComments(bytes, at + 24, at + length - TRAILER, offset);
  }

  private interface(bytes: Uint8Array, at: number, length: number, offset: number): void {
    const { endian, options } = this;
    if (length < 20) {
      this.tooShort(BlockType.interface, length, 20, offset);
      return;
    }
    if (this.earlierInterfaces + this.interfaces.length >= MOST_INTERFACES) {
      this.reporter.once('pcapng.too-many-interfaces', 'error', offset, { limit: MOST_INTERFACES });
      return;
    }
    let resolution = MICROSECONDS;
    let timeOffset = 0;
    let fcsLength = 0;
    let name: string | undefined;
    let description: string | undefined;
    options.begin(bytes, at + 16, at + length - TRAILER, endian);
    while (options.advance()) {
      const { code } = options;
      if (code === OptionCode.comment) this.comments.push(options.text());
      else if (code === OptionCode.interfaceName) name = options.text();
      else if (code === OptionCode.interfaceDescription) description = options.text();
      else if (code === OptionCode.timeResolution && options.length >= 1) resolution = bytes[options.at];
      else if (code === OptionCode.timeOffset && options.length >= 8)
        timeOffset = i64(endian, bytes, options.at);
      else if (code === OptionCode.frameCheckLength && options.length >= 1) fcsLength = bytes[options.at];
    }
    this.checkOptions(offset);
    const info: InterfaceInfo = {
      id: this.earlierInterfaces + this.interfaces.length,
      linkType: endian.u16(bytes, at + 8),
      snapLength: endian.u32(bytes, at + 12),
      ...(fcsLength > 0 && { fcsLength }),
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    };
    const clock = new Clock(resolution, timeOffset);
    this.interfaces.push({ info, clock, fcsLength, droppedBetweenPackets: 0, droppedInAll: 0 });
    this.sink.interface(info);
    this.handOverComments(-1);
  }

  private obsoletePacket(bytes: Uint8Array, at: number, length: number, offset: number): void {
    const drops = this.endian.u16(bytes, at + 10);
    this.dropCount = drops === DROP_COUNT_UNKNOWN ? 0 : drops;
    this.packet(bytes, at, length, offset, this.endian.u16(bytes, at + 8));
  }

  /** Enhanced and obsolete packet blocks are laid out alike but for their first word. */
  private packet(bytes: Uint8Array, at: number, length: number, offset: number, index: number): void {
    const { endian, frame } = this;
    if (length < 32) {
      this.tooShort(BlockType.enhancedPacket, length, 32, offset);
      return;
    }
    const source = this.interfaceAt(index, offset);
    if (!source) return;
    const captured = endian.u32(bytes, at + 20);
    if (!this.fits(captured, length - 32, source.info.linkType, offset)) return;
    const data = at + 28;
    source.clock.apply(frame, endian.u32(bytes, at + 12), endian.u32(bytes, at + 16));
    if (!Number.isSafeInteger(frame.seconds)) this.forgetTime(offset);
    this.frameCheckLength = source.fcsLength;
    const options = data + padded(captured);
    if (at + length - TRAILER - options >= 4)
      this.packetOptions(bytes, options, at + length - TRAILER, offset);
    frame.originalLength = endian.u32(bytes, at + 24);
    this.handOver(bytes, data, captured, offset + 28, source);
    if (this.dropCount > 0) this.addDrops(source);
  }

  /** A time so far off that its seconds are not known exactly. */
  private forgetTime(offset: number): void {
    this.reporter.once('pcapng.time-out-of-range', 'warning', offset, { offset });
    this.frame.seconds = 0;
    this.frame.nanoseconds = 0;
    this.frame.timeDigits = -1;
  }

  private packetOptions(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const { endian, options } = this;
    options.begin(bytes, start, end, endian);
    while (options.advance()) {
      const { code } = options;
      if (code === OptionCode.comment) this.comments.push(options.text());
      else if (code === OptionCode.packetFlags && options.length >= 4) {
        this.frameCheckLength = fcsOfFlags(endian.u32(bytes, options.at)) || this.frameCheckLength;
      } else if (code === OptionCode.packetDropCount && options.length >= 8) {
        this.dropCount = u64(endian, bytes, options.at);
      }
    }
    this.checkOptions(offset);
  }

  /** No time and no captured length: the interface's snap length tells what is data and what is padding. */
  private simplePacket(bytes: Uint8Array, at: number, length: number, offset: number): void {
    if (length < 16) {
      this.tooShort(BlockType.simplePacket, length, 16, offset);
      return;
    }
    const source = this.interfaceAt(0, offset);
    if (!source) return;
    const { frame } = this;
    const { snapLength, linkType } = source.info;
    frame.originalLength = this.endian.u32(bytes, at + 8);
    const captured = Math.min(frame.originalLength, snapLength || frame.originalLength, length - 16);
    if (!this.fits(captured, length - 16, linkType, offset)) return;
    frame.seconds = 0;
    frame.nanoseconds = 0;
    frame.timeDigits = -1;
    this.frameCheckLength = source.fcsLength;
    this.handOver(bytes, at + 12, captured, offset + 12, source);
  }

  private handOver(
    bytes: Uint8Array,
    data: number,
    captured: number,
    offset: number,
    source: CaptureInterface,
  ): void {
    const { frame } = this;
    frame.bytes = bytes;
    frame.start = data;
    frame.end = data + captured;
    frame.offset = offset;
    frame.linkType = source.info.linkType;
    frame.fcsLength = this.frameCheckLength;
    frame.interfaceId = source.info.id;
    if (frame.originalLength < captured) {
      const values = { captured, original: frame.originalLength };
      this.reporter.once('pcapng.captured-exceeds-original', 'warning', offset, values);
      frame.originalLength = captured;
    }
    this.sink.frame(frame);
    if (this.comments.length > 0) this.handOverComments(this.packets);
    this.packets++;
  }

  private statistics(bytes: Uint8Array, at: number, length: number, offset: number): void {
    const { endian, options } = this;
    if (length < 24) {
      this.tooShort(BlockType.statistics, length, 24, offset);
      return;
    }
    const source = this.interfaceAt(endian.u32(bytes, at + 8), offset);
    let dropped = -1;
    options.begin(bytes, at + 20, at + length - TRAILER, endian);
    while (options.advance()) {
      const { code } = options;
      if (code === OptionCode.comment) this.comments.push(options.text());
      else if (
        (code === OptionCode.droppedByInterface || code === OptionCode.droppedBySystem) &&
        options.length >= 8
      ) {
        dropped = Math.max(dropped, 0) + u64(endian, bytes, options.at);
      } else if (code === OptionCode.captureEnd && options.length >= 8 && source) {
        this.tellEnd(source, bytes, options.at);
      }
    }
    this.checkOptions(offset);
    this.handOverComments(-1);
    if (!source || dropped < 0) return;
    source.droppedInAll = dropped;
    this.tellDrops(source);
  }

  /**
   * isb_endtime: when the capture on the interface ended, which no packet tells. dumpcap counts it in microseconds even
   * where the interface counts in nanoseconds, which then lies decades before the packets.
   */
  private tellEnd({ clock }: CaptureInterface, bytes: Uint8Array, at: number): void {
    const high = this.endian.u32(bytes, at);
    const low = this.endian.u32(bytes, at + 4);
    clock.apply(this.moment, high, low);
    if (this.moment.seconds < this.frame.seconds) MICROSECOND_CLOCK.apply(this.moment, high, low);
    this.sink.lastsUntil?.(this.moment.seconds + this.moment.nanoseconds * 1e-9);
  }

  private addDrops(source: CaptureInterface): void {
    source.droppedBetweenPackets += this.dropCount;
    this.dropCount = 0;
    this.tellDrops(source);
  }

  private tellDrops(source: CaptureInterface): void {
    source.info.dropped = Math.max(source.droppedInAll, source.droppedBetweenPackets);
    this.sink.interface(source.info);
  }

  private names(bytes: Uint8Array, at: number, length: number, offset: number): void {
    const end = at + length - TRAILER;
    const options = readNames(this.endian, bytes, at + 8, end, this.sink);
    this.readComments(bytes, options, end, offset);
  }

  private readComments(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const { options } = this;
    options.begin(bytes, start, end, this.endian);
    while (options.advance()) if (options.code === OptionCode.comment) this.comments.push(options.text());
    this.checkOptions(offset);
    this.handOverComments(-1);
  }

  private handOverComments(packet: number): void {
    for (const text of this.comments) this.sink.comment(text, packet);
    this.comments = [];
  }

  private interfaceAt(index: number, offset: number): CaptureInterface | undefined {
    const found = this.interfaces[index];
    if (!found) {
      const values = { found: index, interfaces: this.interfaces.length };
      this.reporter.report('pcapng.unknown-interface', 'error', offset, values);
    }
    return found;
  }

  private fits(captured: number, room: number, linkType: number, offset: number): boolean {
    const limit = largestFrame(linkType);
    if (captured <= room && captured <= limit) return true;
    const values = { found: captured, limit: Math.min(room, limit) };
    this.reporter.report('pcapng.packet-length', 'error', offset, values);
    return false;
  }

  private checkOptions(offset: number): void {
    if (!this.options.overrun) return;
    const { code, length } = this.options;
    this.reporter.report('pcapng.cut-option', 'warning', offset, { code, length });
  }

  private tooShort(type: number, found: number, expected: number, offset: number): void {
    this.reporter.report('pcapng.short-block', 'error', offset, { type: typeLabel(type), found, expected });
  }
}

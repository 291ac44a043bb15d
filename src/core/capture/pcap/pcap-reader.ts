import { u32be, u32le } from '../../bytes';
import { Frame } from '../../decode';
import type { CaptureReader, CaptureSink } from '../capture-reader';
import { largestFrame } from '../packet-limits';
import type { Problem } from '../problem';
import { LengthOrder, type PcapHeader, pcapHeaderLength, readPcapHeader } from './pcap-header';
import { ChainVerdict, PcapChain } from './pcap-resync';

const MAGIC_LENGTH = 4;
/** Zero bytes that make a hole in the file rather than empty packets of 1970: four packet headers. */
const HOLE = 64;
/** The longest header of a file. */
const JOINED = 28;
/** In what files are alike whose packets can be read as those of one. */
const ALIKE = [
  'littleEndian',
  'timeDigits',
  'recordHeaderLength',
  'lengthOrder',
  'linkType',
  'fcsLength',
] as const satisfies readonly (keyof PcapHeader)[];
/** A damaged file is searched this far for packets to go on with. */
const SEARCH_LIMIT = 64 << 20;

type State = 'header' | 'packets' | 'lost' | 'stopped';

/**
 * Reads the libpcap format, all its variants (`pcap-header.ts`). As lenient as libpcap with whole packets; a
 * length that no packet can have, or a hole of zeros, starts a strict search for packets further on.
 */
export class PcapReader implements CaptureReader {
  readonly format = 'pcap';
  private readonly frame = new Frame();
  private state: State = 'header';
  private header: PcapHeader | null = null;
  private chain: PcapChain | null = null;
  private wanted = MAGIC_LENGTH;
  private lastSeconds = -1;
  private lostAt = 0;
  private readonly reportedOnce = new Set<string>();

  constructor(private readonly sink: CaptureSink) {}

  needed(): number {
    return this.wanted;
  }

  consume(bytes: Uint8Array, start: number, end: number, offset: number): number {
    const at = this.walk(bytes, start, end, offset - start, false);
    return this.state === 'stopped' ? Number.POSITIVE_INFINITY : at - start;
  }

  end(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const base = offset - start;
    const at = this.walk(bytes, start, end, base, true);
    if (this.state === 'header') {
      this.report('pcap.cut-file-header', 'error', base + at, { found: end - at, expected: this.wanted });
    } else if (this.state === 'lost') {
      this.report('pcap.lost-to-end', 'error', this.lostAt, { bytes: base + end - this.lostAt });
    } else if (this.state === 'packets' && at < end) {
      this.reportCut(base + at, end - at);
    }
  }

  /** `base` is the file offset of `bytes[0]`, so `base + at` that of any byte. Returns where it stopped. */
  private walk(bytes: Uint8Array, start: number, end: number, base: number, final: boolean): number {
    let at = start;
    if (this.state === 'header') at += this.readHeader(bytes, at, end, base);
    let before: State;
    do {
      before = this.state;
      if (before === 'packets') at = this.readPackets(bytes, at, end, base, final);
      else if (before === 'lost') at = this.search(bytes, at, end, base, final);
    } while (this.state !== before);
    return at;
  }

  private readHeader(bytes: Uint8Array, at: number, end: number, base: number): number {
    if (end - at < MAGIC_LENGTH) return 0;
    const length = pcapHeaderLength(bytes, at);
    if (length === 0) {
      this.report('pcap.bad-magic', 'error', base + at, { found: hex(bytes, at, MAGIC_LENGTH) });
      this.state = 'stopped';
      return 0;
    }
    this.wanted = length;
    const header = end - at < length ? null : readPcapHeader(bytes, at);
    if (!header) return 0;
    this.begin(header, base + at);
    return length;
  }

  private begin(header: PcapHeader, offset: number): void {
    this.header = header;
    this.chain = new PcapChain(header);
    this.state = 'packets';
    this.frame.linkType = header.linkType;
    this.frame.fcsLength = header.fcsLength;
    this.frame.timeDigits = header.timeDigits;
    if (header.majorVersion !== 2 && header.majorVersion !== 543) {
      const found = `${header.majorVersion}.${header.minorVersion}`;
      this.report('pcap.version', 'warning', offset + 4, { found });
    }
    const { linkType, snapLength, fcsLength } = header;
    this.sink.interface({ id: 0, linkType, snapLength, ...(fcsLength > 0 && { fcsLength }) });
  }

  private readPackets(bytes: Uint8Array, from: number, end: number, base: number, final: boolean): number {
    const header = this.header!;
    const little = header.littleEndian;
    const headerLength = header.recordHeaderLength;
    const nanoseconds = header.timeDigits === 9 ? 1 : 1000;
    const limit = largestFrame(header.linkType);
    let snapLength = header.snapLength || limit;
    const capturedFirst = header.lengthOrder === LengthOrder.capturedFirst;
    const frame = this.frame;
    frame.bytes = bytes;
    let at = from;
    while (end - at >= headerLength) {
      const seconds = little ? u32le(bytes, at) : u32be(bytes, at);
      const fraction = (little ? u32le(bytes, at + 4) : u32be(bytes, at + 4)) * nanoseconds;
      let captured = little ? u32le(bytes, at + 8) : u32be(bytes, at + 8);
      let original = little ? u32le(bytes, at + 12) : u32be(bytes, at + 12);
      if (!capturedFirst && swapped(header.lengthOrder, captured, original)) {
        const first = captured;
        captured = original;
        original = first;
      }
      if (captured > limit) {
        this.lose('pcap.bad-length', base + at, { found: captured, limit });
        return at;
      }
      if ((captured | original) === 0 && pcapHeaderLength(bytes, at) > 0) {
        if (!final && end - at < JOINED) {
          this.wanted = JOINED;
          return at;
        }
        const joined = this.joined(bytes, at, end, base);
        if (joined < 0) return at;
        if (joined > 0) {
          snapLength = this.header!.snapLength || limit;
          at += joined;
          continue;
        }
      }
      if ((seconds | captured | original) === 0) {
        if (!final && end - at < HOLE) {
          this.wanted = HOLE;
          return at;
        }
        if (isHole(bytes, at, end)) {
          this.lose('pcap.hole', base + at, {});
          return at;
        }
      }
      const next = at + headerLength + captured;
      if (next > end) {
        this.wanted = headerLength + captured;
        return final ? this.salvage(bytes, at, end, base, captured) : at;
      }
      if (captured > snapLength || captured > original) this.reportLengths(base + at, captured, original);
      frame.start = at + headerLength;
      frame.end = next;
      frame.offset = base + at + headerLength;
      frame.originalLength = Math.max(original, captured);
      frame.seconds = seconds;
      frame.nanoseconds = fraction;
      if (fraction >= 1e9) this.carryFraction(base + at);
      this.lastSeconds = seconds;
      this.sink.frame(frame);
      at = next;
    }
    this.wanted = headerLength;
    return at;
  }

  /**
   * Files that were put one behind another (`cat a.pcap b.pcap`): the header of the next one has the place of a packet's, of
   * length 0 and the year 2055. Returns its length; 0: it is a packet; -1: its packets cannot be read like those before.
   */
  private joined(bytes: Uint8Array, at: number, end: number, base: number): number {
    const length = pcapHeaderLength(bytes, at);
    const next = end - at < length ? null : readPcapHeader(bytes, at);
    if (next === null || next.majorVersion !== 2 || next.minorVersion !== 4) return 0;
    const known = this.header!;
    if (ALIKE.every((each) => next[each] === known[each])) {
      this.header = next;
      this.reportOnce('pcap.joined', 'info', base + at, {});
      return length;
    }
    this.report('pcap.joined-other', 'error', base + at, { link: next.linkType, known: known.linkType });
    this.state = 'stopped';
    return -1;
  }

  /** A fraction of a second or more: libpcap prints it as it stands, which sorts and subtracts wrongly. */
  private carryFraction(offset: number): void {
    const frame = this.frame;
    const found = frame.nanoseconds;
    const whole = Math.floor(found / 1e9);
    frame.seconds += whole;
    frame.nanoseconds = found - whole * 1e9;
    const unit = this.header!.timeDigits === 9 ? 1 : 1000;
    this.reportOnce('pcap.fraction', 'warning', offset + 4, { found: found / unit, limit: 1e9 / unit - 1 });
  }

  private reportLengths(offset: number, captured: number, original: number): void {
    if (captured > original) {
      this.reportOnce('pcap.captured-exceeds-original', 'warning', offset + 8, { captured, original });
    } else {
      const { snapLength } = this.header!;
      this.reportOnce('pcap.captured-exceeds-snap-length', 'info', offset + 8, { captured, snapLength });
    }
  }

  /** The file ends inside this packet. Unless whole packets follow: then its length is what is wrong. */
  private salvage(bytes: Uint8Array, at: number, end: number, base: number, captured: number): number {
    const rest = end - at;
    for (let place = at + 1; place < end; place++) {
      place = this.chain!.nextCandidate(bytes, place, end);
      if (this.chain!.judge(bytes, place, end, this.lastSeconds, true) !== ChainVerdict.plausible) continue;
      this.lose('pcap.length-beyond-end', base + at, { found: captured, rest });
      return at;
    }
    return at;
  }

  private lose(id: string, offset: number, values: Problem['values']): void {
    this.state = 'lost';
    this.lostAt = offset;
    this.report(id, 'error', offset, values);
  }

  /** Looks for a place from which packets follow one another again; returns it, or how far it has looked. */
  private search(bytes: Uint8Array, from: number, end: number, base: number, final: boolean): number {
    const chain = this.chain!;
    // The header that misled is not tried again.
    let at = Math.max(from, this.lostAt + 1 - base);
    for (; at < end; at++) {
      at = chain.nextCandidate(bytes, at, end);
      const verdict = chain.judge(bytes, at, end, this.lastSeconds, final);
      if (verdict === ChainVerdict.needsMore) break;
      if (verdict === ChainVerdict.plausible) {
        this.state = 'packets';
        this.report('pcap.resumed', 'info', base + at, { bytes: base + at - this.lostAt, from: this.lostAt });
        return at;
      }
    }
    this.wanted = chain.needed;
    if (base + at - this.lostAt > SEARCH_LIMIT) {
      this.state = 'stopped';
      this.report('pcap.stopped', 'error', this.lostAt, { searched: base + at - this.lostAt });
    }
    return Math.min(at, end);
  }

  /** `found`: bytes of the last packet and its header that are there. */
  private reportCut(offset: number, found: number): void {
    const { recordHeaderLength } = this.header!;
    if (found < recordHeaderLength) {
      this.report('pcap.cut-packet-header', 'warning', offset, { found, expected: recordHeaderLength });
    } else {
      const expected = this.wanted - recordHeaderLength;
      this.report('pcap.cut-packet', 'warning', offset, { found: found - recordHeaderLength, expected });
    }
  }

  private reportOnce(
    id: string,
    severity: Problem['severity'],
    offset: number,
    values: Problem['values'],
  ): void {
    if (this.reportedOnce.has(id)) return;
    this.reportedOnce.add(id);
    this.report(id, severity, offset, values);
  }

  private report(id: string, severity: Problem['severity'], offset: number, values: Problem['values']): void {
    this.sink.problem({ id, severity, offset, values });
  }
}

function swapped(order: LengthOrder, captured: number, original: number): boolean {
  return order === LengthOrder.originalFirst || captured > original;
}

/** Only zeros in the next `HOLE` bytes, or up to the end where that is nearer. */
function isHole(bytes: Uint8Array, at: number, end: number): boolean {
  const stop = Math.min(end, at + HOLE);
  for (let i = at; i < stop; i++) if (bytes[i] !== 0) return false;
  return true;
}

const hex = (bytes: Uint8Array, at: number, count: number): string =>
  Array.from(bytes.subarray(at, at + count), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

import type { CaptureReader, CaptureSink } from '../capture-reader';
import type { Problem } from '../problem';
import { Reporter } from '../reporter';
import { BlockType, largestBlock, padded, READ_TYPES, SMALLEST_BLOCK, typeLabel } from './blocks';
import { byteOrder } from './byte-order';
import { type Endian, LITTLE } from './endian';
import { BlockChain, BlockVerdict } from './pcapng-resync';
import { SectionBlocks } from './section';

const TRAILER = 4;
const SECTION_HEADER = 28;
/** Unread blocks larger than this are skipped without being read. */
const LARGEST_PASSED_BLOCK = 1 << 20;
/** A damaged file is searched this far for blocks to go on with. */
const SEARCH_LIMIT = 64 << 20;

type State = 'first' | 'blocks' | 'trailer' | 'lost' | 'stopped';

/**
 * Reads the pcapng format (draft-ietf-opsawg-pcapng): this class the framing of blocks, `SectionBlocks` what is
 * in them. A block whose two lengths contradict each other starts a strict search for blocks further on.
 */
export class PcapngReader implements CaptureReader {
  readonly format = 'pcapng';
  private readonly reporter: Reporter;
  private readonly section: SectionBlocks;
  private readonly chain = new BlockChain();
  private endian: Endian = LITTLE;
  private state: State = 'first';
  private wanted = SECTION_HEADER;
  private lostAt = 0;
  private skippedAt = 0;
  private skippedLength = 0;

  constructor(sink: CaptureSink) {
    this.reporter = new Reporter(sink);
    this.section = new SectionBlocks(sink, this.reporter);
  }

  needed(): number {
    return this.wanted;
  }

  get insideRecord(): boolean {
    return this.state === 'trailer';
  }

  consume(bytes: Uint8Array, start: number, end: number, offset: number): number {
    const at = this.walk(bytes, start, end, offset - start, false);
    return this.state === 'stopped' ? Number.POSITIVE_INFINITY : at - start;
  }

  end(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const base = offset - start;
    const at = this.walk(bytes, start, end, base, true);
    if (this.state === 'lost') {
      this.report('pcapng.lost-to-end', this.lostAt, { bytes: base + end - this.lostAt });
    } else if (this.state === 'trailer') {
      this.report('pcapng.cut-skipped-block', this.skippedAt, { expected: this.skippedLength });
    } else if (this.state !== 'stopped' && (at < end || this.state === 'first')) {
      const values = { found: Math.max(0, end - at), expected: this.wanted };
      this.reporter.report('pcapng.cut-block', 'warning', base + at, values);
    }
  }

  /** `base` is the file offset of `bytes[0]`. Returns where it stopped, beyond `end` to skip. */
  private walk(bytes: Uint8Array, start: number, end: number, base: number, final: boolean): number {
    let at = start;
    let before: State;
    do {
      before = this.state;
      if (before === 'trailer') at = this.readTrailer(bytes, at, end, base);
      else if (before === 'lost') at = this.search(bytes, at, end, base, final);
      else if (before !== 'stopped') at = this.readBlocks(bytes, at, end, base, final);
    } while (this.state !== before);
    return at;
  }

  private readBlocks(bytes: Uint8Array, from: number, end: number, base: number, final: boolean): number {
    let at = from;
    while (end - at >= SMALLEST_BLOCK) {
      const type = this.endian.u32(bytes, at);
      if (type === BlockType.section) {
        if (!this.turnTo(bytes, at, base)) return at;
      } else if (this.state === 'first') {
        this.stop('pcapng.bad-magic', base + at, { found: typeLabel(type) });
        return at;
      }
      const length = this.endian.u32(bytes, at + 4);
      if (!this.lengthIsSane(type, length, base + at)) return at;
      const read = READ_TYPES.has(type);
      if (!read && length > LARGEST_PASSED_BLOCK && length > end - at) return this.skip(at, length, base);
      const step = this.stepOver(bytes, at, length, end, base, final);
      if (step === 0) return at;
      if (type === BlockType.section) this.beginSection(bytes, at, length, base);
      else if (read) this.section.read(type, bytes, at, length, base + at);
      at += step;
    }
    if (end - at < SMALLEST_BLOCK) this.wanted = this.state === 'first' ? SECTION_HEADER : SMALLEST_BLOCK;
    return at;
  }

  /** A section header says its own byte order. */
  private turnTo(bytes: Uint8Array, at: number, base: number): boolean {
    const endian = byteOrder(bytes, at);
    if (endian) this.endian = endian;
    else this.lose('pcapng.byte-order', base + at, { found: hex(bytes, at + 8, 4) });
    return endian !== null;
  }

  private beginSection(bytes: Uint8Array, at: number, length: number, base: number): void {
    this.state = 'blocks';
    this.section.begin(this.endian, bytes, at, length, base + at);
  }

  private lengthIsSane(type: number, length: number, offset: number): boolean {
    const least = type === BlockType.section ? SECTION_HEADER : SMALLEST_BLOCK;
    const limit = largestBlock(type);
    if (length >= least && length <= limit) return true;
    this.lose('pcapng.block-length', offset, { type: typeLabel(type), found: length, least, limit });
    return false;
  }

  private skip(at: number, length: number, base: number): number {
    this.state = 'trailer';
    this.skippedAt = base + at;
    this.skippedLength = length;
    this.wanted = TRAILER;
    return at + length - TRAILER;
  }

  /** Where a skipped block ends its length is to stand again. */
  private readTrailer(bytes: Uint8Array, at: number, end: number, base: number): number {
    if (end - at < TRAILER) return at;
    const found = this.endian.u32(bytes, at);
    this.state = 'blocks';
    if (found === this.skippedLength) return at + TRAILER;
    this.lose('pcapng.trailing-length', base + at, { leading: this.skippedLength, trailing: found });
    return at;
  }

  /**
   * Checks the length at the block's end. Returns how far the next block is; 0 when more must be read first, the
   * file ends before, or the lengths disagree and so the state is `lost`.
   */
  private stepOver(
    bytes: Uint8Array,
    at: number,
    length: number,
    end: number,
    base: number,
    final: boolean,
  ): number {
    const step = padded(length);
    if (step > end - at) {
      this.wanted = step;
      if (final) this.salvage(bytes, at, end, base, length);
      return 0;
    }
    const trailing = this.endian.u32(bytes, at + length - TRAILER);
    if (trailing === length) return length;
    // Some writers leave the padding out of the length.
    if (step !== length && this.endian.u32(bytes, at + step - TRAILER) === length) return step;
    const verdict = this.whatFollows(bytes, at + length, end, final);
    if (verdict === BlockVerdict.needsMore) {
      this.wanted = length + this.chain.needed;
      return 0;
    }
    if (verdict === BlockVerdict.plausible) {
      const values = { leading: length, trailing };
      this.reporter.report('pcapng.trailing-length-ignored', 'warning', base + at + length - TRAILER, values);
      return length;
    }
    this.lose('pcapng.trailing-length', base + at, { leading: length, trailing });
    return 0;
  }

  /** Are there blocks, or the end of the file, at `at`? */
  private whatFollows(bytes: Uint8Array, at: number, end: number, final: boolean): BlockVerdict {
    if (final && at === end) return BlockVerdict.plausible;
    return this.chain.judge(this.endian, bytes, at, end, final);
  }

  /** The file ends inside this block. Unless whole blocks follow: then its length is what is wrong. */
  private salvage(bytes: Uint8Array, at: number, end: number, base: number, length: number): void {
    for (let place = at + SMALLEST_BLOCK; place < end; place++) {
      if (this.chain.judge(this.endian, bytes, place, end, true) !== BlockVerdict.plausible) continue;
      this.lose('pcapng.length-beyond-end', base + at, { found: length, rest: end - at });
      return;
    }
  }

  private search(bytes: Uint8Array, from: number, end: number, base: number, final: boolean): number {
    let at = Math.max(from, this.lostAt + 1 - base);
    for (; at < end; at++) {
      const verdict = this.chain.judge(this.endian, bytes, at, end, final);
      if (verdict === BlockVerdict.needsMore) break;
      if (verdict === BlockVerdict.plausible) {
        this.state = 'blocks';
        const values = { bytes: base + at - this.lostAt, from: this.lostAt };
        this.reporter.report('pcapng.resumed', 'info', base + at, values);
        return at;
      }
    }
    this.wanted = this.chain.needed;
    const searched = base + at - this.lostAt;
    if (searched > SEARCH_LIMIT) this.stop('pcapng.stopped', this.lostAt, { searched });
    return Math.min(at, end);
  }

  private lose(id: string, offset: number, values: Problem['values']): void {
    this.state = 'lost';
    this.lostAt = offset;
    this.report(id, offset, values);
  }

  private stop(id: string, offset: number, values: Problem['values']): void {
    this.state = 'stopped';
    this.report(id, offset, values);
  }

  private report(id: string, offset: number, values: Problem['values']): void {
    this.reporter.report(id, 'error', offset, values);
  }
}

const hex = (bytes: Uint8Array, at: number, count: number): string =>
  Array.from(bytes.subarray(at, at + count), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

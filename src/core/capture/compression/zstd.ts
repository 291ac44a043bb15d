import { type ByteSource, u32le } from '../../bytes';
import type { Problem } from '../problem';
import { ByteQueue } from './byte-queue';
import { type Decompressor, SourcePieces } from './decompressor';
import { ZstdFrame } from './zstd-frame';
import {
  frameHeaderLength,
  isSkippableMagic,
  LARGEST_BLOCK,
  readFrameHeader,
  ZSTD_MAGIC,
  ZstdBlock,
} from './zstd-header';

/** What `zstd -d` takes without being told otherwise (`--long=27`). */
const LARGEST_WINDOW = 128 << 20;

type State = 'between' | 'skip' | 'header' | 'block' | 'checksum' | 'broken';

/**
 * Zstandard (RFC 8878): frames one after the other, skippable ones among them. What comes before damage is
 * delivered; input that ends early can be gone on with when it has grown.
 */
export class ZstdDecompressor implements Decompressor {
  private readonly pieces: SourcePieces;
  private readonly queue = new ByteQueue();
  private frame: ZstdFrame | null = null;
  private state: State = 'between';
  private toSkip = 0;
  private hasChecksum = false;
  private delivered = 0;
  private fault: Problem | null = null;

  constructor(source: ByteSource) {
    this.pieces = new SourcePieces(source);
  }

  get taken(): number {
    return this.pieces.offset;
  }

  async next(): Promise<Uint8Array | null> {
    while (this.state !== 'broken') {
      const piece = this.step();
      if (piece === 'needsInput') {
        const input = await this.pieces.next();
        if (input.length === 0) return null;
        this.queue.append(input);
      } else if (piece !== null && piece.length > 0) {
        this.delivered += piece.length;
        return piece;
      }
    }
    return null;
  }

  problem(): Problem | null {
    if (this.fault || (this.state === 'between' && this.queue.available === 0)) return this.fault;
    return this.describe('zstd.cut', 'warning', {});
  }

  private step(): Uint8Array | 'needsInput' | null {
    if (this.state === 'block') return this.readBlock();
    if (this.state === 'checksum') return this.readChecksum();
    if (this.state === 'header') return this.readHeader();
    return this.state === 'skip' ? this.skip() : this.findFrame();
  }

  private findFrame(): 'needsInput' | null {
    const { queue } = this;
    if (queue.available < 8) {
      // A whole frame is never shorter; anything else is looked at as far as it goes.
      if (queue.available < 4 || isSkippableMagic(u32le(queue.bytes, queue.at))) return 'needsInput';
    }
    const magic = u32le(queue.bytes, queue.at);
    if (isSkippableMagic(magic)) {
      this.toSkip = u32le(queue.bytes, queue.at + 4);
      queue.take(8);
      this.state = 'skip';
    } else if (magic === ZSTD_MAGIC) {
      queue.take(4);
      this.state = 'header';
    } else if (this.delivered > 0) this.breakOff('zstd.trailing-bytes', 'warning', {});
    else this.breakOff('zstd.bad-header', 'error', {});
    return null;
  }

  private skip(): 'needsInput' | null {
    const count = Math.min(this.toSkip, this.queue.available);
    this.queue.take(count);
    this.toSkip -= count;
    if (this.toSkip > 0) return 'needsInput';
    this.state = 'between';
    return null;
  }

  private readHeader(): 'needsInput' | null {
    const { queue } = this;
    if (queue.available < 1) return 'needsInput';
    const length = frameHeaderLength(queue.bytes[queue.at]);
    if (queue.available < length) return 'needsInput';
    const header = readFrameHeader(queue.take(length));
    if (header.reserved) return this.breakOff('zstd.bad-header', 'error', {});
    if (header.dictionary !== 0)
      return this.breakOff('zstd.dictionary', 'error', { dictionary: header.dictionary });
    if (header.windowLength > LARGEST_WINDOW) {
      const values = { window: header.windowLength, limit: LARGEST_WINDOW };
      return this.breakOff('zstd.window', 'error', values);
    }
    this.hasChecksum = header.hasChecksum;
    this.frame = new ZstdFrame(header.windowLength, header.hasChecksum);
    this.state = 'block';
    return null;
  }

  private readBlock(): Uint8Array | 'needsInput' | null {
    const { queue } = this;
    if (queue.available < 3) return 'needsInput';
    const { bytes, at } = queue;
    const header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    const type = (header >>> 1) & 3;
    const length = header >>> 3;
    if (type === ZstdBlock.reserved || length > LARGEST_BLOCK)
      return this.breakOff('zstd.corrupt', 'error', {});
    const stored = type === ZstdBlock.runLength ? 1 : length;
    if (queue.available < 3 + stored) return 'needsInput';
    queue.take(3 + stored);
    if (header & 1) this.state = this.hasChecksum ? 'checksum' : 'between';
    const piece = this.frame!.block(type, bytes, at + 3, at + 3 + stored, length);
    return piece ?? this.breakOff('zstd.corrupt', 'error', {});
  }

  private readChecksum(): 'needsInput' | null {
    if (this.queue.available < 4) return 'needsInput';
    const expected = u32le(this.queue.take(4), 0);
    if (this.frame!.checksum() !== expected) this.fault ??= this.describe('zstd.checksum', 'error', {});
    this.state = 'between';
    return null;
  }

  private breakOff(id: string, severity: Problem['severity'], values: Problem['values']): null {
    this.state = 'broken';
    this.fault ??= this.describe(id, severity, values);
    return null;
  }

  private describe(id: string, severity: Problem['severity'], values: Problem['values']): Problem {
    return {
      id,
      severity,
      offset: this.delivered,
      values: { ...values, compressedOffset: this.queue.position },
    };
  }
}

import { type ByteSource, u32le } from '../../bytes';
import type { Problem } from '../problem';
import { crc32 } from './crc32';
import { type Decompressor, SourcePieces } from './decompressor';
import { GzipHeader } from './gzip-header';
import { Inflate, InflateStop } from './inflate';

const TRAILER = 8;

type State = 'between' | 'header' | 'body' | 'trailer' | 'broken';

/**
 * gzip (RFC 1952): any number of members one after the other, zeros between and behind them as tapes leave them.
 * What comes before damage is delivered; input that ends early can be gone on with when it has grown.
 */
export class GzipDecompressor implements Decompressor {
  private readonly pieces: SourcePieces;
  private readonly inflate = new Inflate();
  private header = new GzipHeader();
  private state: State = 'header';
  private crc = 0;
  private memberLength = 0;
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
        this.inflate.input.append(input);
      } else if (piece !== null) return piece;
    }
    return null;
  }

  problem(): Problem | null {
    if (this.fault || this.state === 'between') return this.fault;
    return this.describe('gzip.cut', 'warning', {});
  }

  private step(): Uint8Array | 'needsInput' | null {
    if (this.state === 'body') return this.inflateOn();
    if (this.state === 'trailer') return this.readTrailer();
    return this.state === 'between' ? this.findMember() : this.readHeader();
  }

  private readHeader(): 'needsInput' | null {
    const progress = this.header.read(this.inflate.input);
    if (progress === 'needsInput') return progress;
    if (progress === 'invalid') return this.breakOff('gzip.bad-header', 'error', {});
    this.state = 'body';
    this.crc = 0;
    this.memberLength = 0;
    this.inflate.reset();
    return null;
  }

  private inflateOn(): Uint8Array | 'needsInput' | null {
    const { inflate } = this;
    const stop = inflate.run();
    const piece = inflate.output.subarray(inflate.start, inflate.end);
    this.crc = crc32(this.crc, piece);
    this.memberLength += piece.length;
    this.delivered += piece.length;
    if (stop === InflateStop.corrupt) this.breakOff('gzip.corrupt', 'error', {});
    else if (stop === InflateStop.finished) this.state = 'trailer';
    if (piece.length > 0) return piece;
    return stop === InflateStop.needsInput ? 'needsInput' : null;
  }

  private readTrailer(): 'needsInput' | null {
    const { input } = this.inflate;
    if (input.available < TRAILER) return 'needsInput';
    const crc = u32le(input.bytes, input.at);
    const length = u32le(input.bytes, input.at + 4);
    input.at += TRAILER;
    this.state = 'between';
    if (crc === this.crc && length === this.memberLength % 2 ** 32) return null;
    // What follows may well be whole.
    this.fault ??= this.describe('gzip.checksum', 'error', {});
    return null;
  }

  private findMember(): 'needsInput' | null {
    const { input } = this.inflate;
    while (input.at < input.end && input.bytes[input.at] === 0) input.at++;
    if (input.available < 2) return 'needsInput';
    if (input.bytes[input.at] !== 0x1f || input.bytes[input.at + 1] !== 0x8b) {
      return this.breakOff('gzip.trailing-bytes', 'warning', {});
    }
    this.header = new GzipHeader();
    this.state = 'header';
    return null;
  }

  private breakOff(id: string, severity: Problem['severity'], values: Problem['values']): null {
    this.state = 'broken';
    this.fault = this.describe(id, severity, values);
    return null;
  }

  private describe(id: string, severity: Problem['severity'], values: Problem['values']): Problem {
    const compressedOffset = this.inflate.input.position;
    return { id, severity, offset: this.delivered, values: { ...values, compressedOffset } };
  }
}

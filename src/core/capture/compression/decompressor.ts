import type { ByteSource } from '../../bytes';
import type { Problem } from '../problem';

export type Compression = 'gzip' | 'zstd';

/** Decompresses a source from its beginning to its end, in pieces whose size does not depend on the data. */
export interface Decompressor {
  /** The next piece, valid until the next call; null when the input has no more now, or nothing more can be made of it. */
  next(): Promise<Uint8Array | null>;
  /**
   * After null: what is wrong with the stream at this point; null when it may end here. The offset is that of the
   * bytes delivered, `values.compressedOffset` that of the input.
   */
  problem(): Problem | null;
  /** Bytes of the input taken so far, for progress. */
  readonly taken: number;
}

/** Reads a source from its beginning on, piece by piece. */
export class SourcePieces {
  private readonly buffer = new Uint8Array(128 << 10);
  offset = 0;

  constructor(private readonly source: ByteSource) {}

  /** The next bytes, valid until the next call; empty at the source's present end. */
  async next(): Promise<Uint8Array> {
    const count = await this.source.read(this.offset, this.buffer);
    this.offset += count;
    return this.buffer.subarray(0, count);
  }
}

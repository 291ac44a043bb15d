import type { Problem } from '../problem';
import { BLOCK_LENGTH, type BlockCache } from './block-cache';
import type { Decompressor } from './decompressor';

/** Milliseconds of decompressing after which other work gets a turn. */
const TURN = 16;

/** A decompressor cut into the blocks of the cache; goes forward only. */
export class ForwardStream {
  /** Bytes decompressed so far. */
  position = 0;
  /** The input's present end was reached, or nothing more can be made of it. */
  ended = false;
  private block = new Uint8Array(BLOCK_LENGTH);
  private filled = 0;
  /** Decompressed, but beyond the block that is being filled. */
  private rest: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly decompressor: Decompressor,
    private readonly cache: BlockCache,
    private readonly pause: () => Promise<void>,
  ) {}

  /** Compressed bytes taken. */
  get taken(): number {
    return this.decompressor.taken;
  }

  /** Offset of the block that is being filled: what is before it can only come from the cache. */
  get firstHeld(): number {
    return this.position - this.filled;
  }

  problem(): Problem | null {
    return this.ended ? this.decompressor.problem() : null;
  }

  /** Some bytes from `offset` on, which is not before `firstHeld`; none at the end. Valid until the next call. */
  async at(offset: number): Promise<Uint8Array> {
    let began = Date.now();
    while (this.position <= offset && (await this.fillOn())) {
      if (Date.now() - began < TURN) continue;
      await this.pause();
      began = Date.now();
    }
    if (this.position <= offset) return this.block.subarray(0, 0);
    return this.block.subarray(offset - this.firstHeld, this.filled);
  }

  /** Adds a piece to the block, or begins the next block; false at the end. */
  private async fillOn(): Promise<boolean> {
    if (this.filled === BLOCK_LENGTH) {
      this.block = this.cache.put(this.firstHeld / BLOCK_LENGTH, this.block);
      this.filled = 0;
    }
    if (this.rest.length === 0) {
      const piece = await this.decompressor.next();
      this.ended = piece === null;
      if (piece === null) return false;
      this.rest = piece;
    }
    const part = this.rest.subarray(0, BLOCK_LENGTH - this.filled);
    this.block.set(part, this.filled);
    this.rest = this.rest.subarray(part.length);
    this.filled += part.length;
    this.position += part.length;
    return true;
  }
}

export const BLOCK_LENGTH = 1 << 20;
const MOST_BLOCKS = 24;

/** The blocks of a decompressed stream that were used last, 24 MiB of them. */
export class BlockCache {
  /** In the order of their last use. */
  private readonly blocks = new Map<number, Uint8Array<ArrayBuffer>>();

  /** Adds a whole block, by its number; returns the one that had to go, to be filled again, or a new one. */
  put(number: number, block: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const same = this.blocks.get(number);
    this.use(number, block);
    if (same) return same;
    if (this.blocks.size <= MOST_BLOCKS) return new Uint8Array(BLOCK_LENGTH);
    const [oldest, dropped] = this.blocks.entries().next().value as [number, Uint8Array<ArrayBuffer>];
    this.blocks.delete(oldest);
    return dropped;
  }

  /** The block's bytes from `offset` on, null when it is not held. */
  at(offset: number): Uint8Array | null {
    const number = Math.floor(offset / BLOCK_LENGTH);
    const block = this.blocks.get(number);
    if (!block) return null;
    this.use(number, block);
    return block.subarray(offset - number * BLOCK_LENGTH);
  }

  private use(number: number, block: Uint8Array<ArrayBuffer>): void {
    this.blocks.delete(number);
    this.blocks.set(number, block);
  }
}

export const BLOCK_LENGTH = 1 << 20;
const MOST_BLOCKS = 64;

/** The blocks of a decompressed stream that were used last, 64 MiB of them. */
export class BlockCache {
  /** In the order of their last use. */
  private readonly blocks = new Map<number, Uint8Array>();

  /** Adds a whole block, by its number. */
  put(number: number, block: Uint8Array): void {
    this.blocks.delete(number);
    this.blocks.set(number, block);
    if (this.blocks.size > MOST_BLOCKS) this.blocks.delete(this.blocks.keys().next().value as number);
  }

  /** The block's bytes from `offset` on, null when it is not held. */
  at(offset: number): Uint8Array | null {
    const number = Math.floor(offset / BLOCK_LENGTH);
    const block = this.blocks.get(number);
    if (!block) return null;
    this.put(number, block);
    return block.subarray(offset - number * BLOCK_LENGTH);
  }
}

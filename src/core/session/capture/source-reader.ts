import type { ByteSource } from '../../bytes';

/** Bytes of one read: a screenful of rows lies within one, mostly. */
const BLOCK = 1 << 16;
const MAXIMUM_BLOCKS = 64;

/** Small reads at places near each other, through a few blocks of cache: what rows and details read again by offset. */
export class SourceReader {
  private readonly blocks = new Map<number, Uint8Array>();

  constructor(private readonly source: ByteSource) {}

  /** Bytes [from, to) of the file, fewer where it ends. */
  async bytes(from: number, to: number): Promise<Uint8Array> {
    const first = Math.floor(from / BLOCK);
    const last = Math.floor(Math.max(from, to - 1) / BLOCK);
    if (first === last) {
      const block = await this.block(first);
      return block.subarray(from - first * BLOCK, Math.min(block.length, to - first * BLOCK));
    }
    const whole = new Uint8Array(to - from);
    const count = await this.source.read(from, whole);
    return whole.subarray(0, count);
  }

  /** The same where they are at hand and lie together; null: they have to be read. */
  held(from: number, to: number): Uint8Array | null {
    const number = Math.floor(from / BLOCK);
    if (to > (number + 1) * BLOCK) return null;
    return this.blocks.get(number)?.subarray(from - number * BLOCK, to - number * BLOCK) ?? null;
  }

  /** Forgets what may have changed: the file has grown. */
  forget(): void {
    this.blocks.clear();
  }

  private async block(number: number): Promise<Uint8Array> {
    const held = this.blocks.get(number);
    if (held !== undefined) {
      this.blocks.delete(number);
      this.blocks.set(number, held);
      return held;
    }
    const buffer = new Uint8Array(BLOCK);
    const block = buffer.subarray(0, await this.source.read(number * BLOCK, buffer));
    // The last block of a pipe or of a growing file is not all there yet.
    if (block.length < BLOCK) return block;
    this.blocks.set(number, block);
    if (this.blocks.size > MAXIMUM_BLOCKS) this.blocks.delete(this.blocks.keys().next().value as number);
    return block;
  }
}

import { XxHash64 } from './xxhash64';
import { LARGEST_BLOCK, ZstdBlock } from './zstd-header';
import { ZstdLiterals } from './zstd-literals';
import { ZstdSequences } from './zstd-sequences';

/** Room behind the window, so that it is moved to the front only now and then. */
const MOST_SLACK = 8 << 20;

/** Decompresses one Zstandard frame block by block, and remembers as much of it as its window says. */
export class ZstdFrame {
  private output: Uint8Array = new Uint8Array(2 * LARGEST_BLOCK);
  private readonly capacity: number;
  private at = 0;
  private readonly literals = new ZstdLiterals();
  private readonly sequences = new ZstdSequences();
  private readonly hash: XxHash64 | null;

  constructor(
    private readonly windowLength: number,
    hasChecksum: boolean,
  ) {
    this.capacity =
      windowLength + Math.min(Math.max(windowLength, LARGEST_BLOCK), MOST_SLACK) + LARGEST_BLOCK;
    this.hash = hasChecksum ? new XxHash64() : null;
  }

  /**
   * Decompresses the block whose stored content is `bytes[start, end)` and which gives `length` bytes if it is
   * not compressed. The result is valid until the next block; null when the block is invalid.
   */
  block(type: number, bytes: Uint8Array, start: number, end: number, length: number): Uint8Array | null {
    this.makeRoom();
    const from = this.at;
    if (type === ZstdBlock.compressed) {
      if (!this.decompress(bytes, start, end)) return null;
    } else {
      if (type === ZstdBlock.raw) this.output.set(bytes.subarray(start, end), from);
      else this.output.fill(bytes[start], from, from + length);
      this.at += length;
    }
    const piece = this.output.subarray(from, this.at);
    this.hash?.update(piece);
    return piece;
  }

  /** The low 32 bits of the content's XXH64, which a frame may end with; only for frames that do. */
  checksum(): number {
    return this.hash?.low32() ?? 0;
  }

  /** Room for a block: by growing, as long as there is less than a window, and by dropping what the window left. */
  private makeRoom(): void {
    if (this.at + LARGEST_BLOCK <= this.output.length) return;
    if (this.output.length < this.capacity) {
      const larger = new Uint8Array(Math.min(this.capacity, this.output.length * 2));
      larger.set(this.output.subarray(0, this.at));
      this.output = larger;
      if (this.at + LARGEST_BLOCK <= this.output.length) return;
    }
    this.output.copyWithin(0, this.at - this.windowLength, this.at);
    this.at = this.windowLength;
  }

  private decompress(bytes: Uint8Array, start: number, end: number): boolean {
    const { literals, sequences } = this;
    const at = literals.read(bytes, start, end);
    if (at < 0 || !sequences.begin(bytes, at, end)) return false;
    const limit = this.at + LARGEST_BLOCK;
    let literal = 0;
    while (sequences.left > 0) {
      if (!sequences.next()) return false;
      const { literalLength, matchLength, offset } = sequences;
      if (literal + literalLength > literals.length) return false;
      if (this.at + literalLength + matchLength > limit) return false;
      this.copyLiterals(literal, literalLength);
      literal += literalLength;
      if (offset <= 0 || offset > this.at || offset > this.windowLength) return false;
      this.copyMatch(offset, matchLength);
    }
    if (this.at + literals.length - literal > limit) return false;
    this.copyLiterals(literal, literals.length - literal);
    return true;
  }

  private copyLiterals(from: number, length: number): void {
    const { output } = this;
    const { bytes } = this.literals;
    let { at } = this;
    this.at += length;
    if (length > 64) output.set(bytes.subarray(from, from + length), at);
    else for (const last = at + length; at < last; ) output[at++] = bytes[from++];
  }

  private copyMatch(offset: number, length: number): void {
    const { output } = this;
    let { at } = this;
    let from = at - offset;
    this.at += length;
    if (length > 64 && offset >= length) output.copyWithin(at, from, from + length);
    else for (const last = at + length; at < last; ) output[at++] = output[from++];
  }
}

import { BlockType, KNOWN_TYPES, SMALLEST_BLOCK } from './blocks';
import { byteOrder } from './byte-order';
import type { Endian } from './endian';

/** Longer blocks are not believed while searching, so that a verdict never takes much reading ahead. */
const LARGEST_PLAUSIBLE = 1 << 20;
const LARGEST_SMALL_TYPE = 10;

export const BlockVerdict = { implausible: 0, plausible: 1, needsMore: 2 } as const;
export type BlockVerdict = (typeof BlockVerdict)[keyof typeof BlockVerdict];

/** Judges whether blocks begin at a place in a damaged file. */
export class BlockChain {
  /** After `needsMore`: bytes from the candidate on that a verdict takes. */
  needed = 0;
  private endian: Endian | null = null;
  private length = 0;

  /**
   * A section header with its own magic number is believed alone; of other blocks two must follow one another,
   * each with its length the same at both ends, or one that ends with the file.
   */
  judge(endian: Endian, bytes: Uint8Array, at: number, end: number, final: boolean): BlockVerdict {
    this.endian = endian;
    const first = this.block(bytes, at, at, end, final);
    if (first !== BlockVerdict.plausible) return first;
    if (endian.u32(bytes, at) === BlockType.section) return BlockVerdict.plausible;
    const next = at + this.length;
    if (final && next === end) return BlockVerdict.plausible;
    return this.block(bytes, at, next, end, final);
  }

  private block(bytes: Uint8Array, from: number, at: number, end: number, final: boolean): BlockVerdict {
    if (end - at < SMALLEST_BLOCK) return this.more(at + SMALLEST_BLOCK - from, final);
    const type = this.endian!.u32(bytes, at);
    if (type === 0 || (type > LARGEST_SMALL_TYPE && !KNOWN_TYPES.has(type))) return BlockVerdict.implausible;
    const endian = type === BlockType.section ? byteOrder(bytes, at) : this.endian;
    if (!endian) return BlockVerdict.implausible;
    const length = endian.u32(bytes, at + 4);
    if (length < SMALLEST_BLOCK || length > LARGEST_PLAUSIBLE || length % 4 !== 0)
      return BlockVerdict.implausible;
    if (length > end - at) return this.more(at + length - from, final);
    if (endian.u32(bytes, at + length - 4) !== length) return BlockVerdict.implausible;
    this.length = length;
    return BlockVerdict.plausible;
  }

  private more(needed: number, final: boolean): BlockVerdict {
    this.needed = needed;
    return final ? BlockVerdict.implausible : BlockVerdict.needsMore;
  }
}

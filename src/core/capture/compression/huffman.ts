/** Codes up to this long are decoded by one table look-up; longer ones, rare by construction, bit by bit. */
const FAST_BITS = 10;
const LONGEST = 15;

/**
 * A prefix code of DEFLATE (RFC 1951 section 3.2.2), decoded from its least significant bit on. `fast[bits]` is
 * symbol << 4 | length, or 0 for a longer or unused code.
 */
export class HuffmanCode {
  readonly fast = new Uint16Array(1 << FAST_BITS);
  readonly fastMask = (1 << FAST_BITS) - 1;
  private readonly counts = new Uint16Array(LONGEST + 1);
  private readonly symbols: Uint16Array;

  constructor(largest: number) {
    this.symbols = new Uint16Array(largest);
  }

  /** Takes the code lengths of `count` symbols. False when no prefix code has them: over-subscribed or, but for a single code, incomplete. */
  build(lengths: Uint8Array, from: number, count: number): boolean {
    const { counts, symbols, fast } = this;
    counts.fill(0);
    fast.fill(0);
    for (let i = 0; i < count; i++) counts[lengths[from + i]]++;
    const used = count - counts[0];
    counts[0] = 0;
    if (!isPrefixCode(counts, used)) return false;
    const next = new Uint16Array(LONGEST + 2);
    for (let length = 1; length <= LONGEST; length++) next[length + 1] = next[length] + counts[length];
    const code = firstCodes(counts);
    for (let symbol = 0; symbol < count; symbol++) {
      const length = lengths[from + symbol];
      if (length === 0) continue;
      symbols[next[length]++] = symbol;
      const reversed = reverse(code[length]++, length);
      if (length > FAST_BITS) continue;
      for (let at = reversed; at < fast.length; at += 1 << length) fast[at] = (symbol << 4) | length;
    }
    return true;
  }

  /** Decodes a code of any length out of `bits`; symbol << 4 | length, -1 when it is none of this code's. */
  slow(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST; length++) {
      code |= (bits >>> (length - 1)) & 1;
      const count = this.counts[length];
      if (code - first < count) return (this.symbols[index + code - first] << 4) | length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }
}

function isPrefixCode(counts: Uint16Array, used: number): boolean {
  let left = 1;
  for (let length = 1; length <= LONGEST; length++) {
    left = left * 2 - counts[length];
    if (left < 0) return false;
  }
  // A block without matches may have no distance code, or one of one bit (RFC 1951 section 3.2.7).
  return left === 0 || used === 0 || (used === 1 && counts[1] === 1);
}

function firstCodes(counts: Uint16Array): Uint16Array {
  const first = new Uint16Array(LONGEST + 1);
  for (let length = 1, code = 0; length <= LONGEST; length++) {
    code = (code + counts[length - 1]) << 1;
    first[length] = code;
  }
  return first;
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i++) reversed |= ((code >>> i) & 1) << (length - 1 - i);
  return reversed;
}

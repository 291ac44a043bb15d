import { BackwardBits } from './backward-bits';
import { readFse } from './fse';
import { LARGEST_BLOCK } from './zstd-header';

const LARGEST_CODE = 11;
const LARGEST_WEIGHT_ACCURACY = 6;

const Kind = { raw: 0, runLength: 1, compressed: 2, treeless: 3 } as const;

/** By symbol << 4 | length, for every value of the next `bits` bits. */
interface LiteralCode {
  readonly bits: number;
  readonly entries: Uint16Array;
}

/** The literals section of a compressed block (RFC 8878 section 3.1.1.3.1). Keeps the prefix code for later blocks. */
export class ZstdLiterals {
  readonly bytes = new Uint8Array(LARGEST_BLOCK);
  length = 0;
  private code: LiteralCode | null = null;
  private readonly stream = new BackwardBits();

  /** Reads the section at `bytes[at, end)`; returns where it ends, -1 when it is invalid. */
  read(bytes: Uint8Array, at: number, end: number): number {
    if (at >= end) return -1;
    const kind = bytes[at] & 3;
    const format = (bytes[at] >>> 2) & 3;
    return kind < Kind.compressed
      ? this.plain(kind, format, bytes, at, end)
      : this.coded(kind, format, bytes, at, end);
  }

  private plain(kind: number, format: number, bytes: Uint8Array, at: number, end: number): number {
    const headerLength = format === 1 ? 2 : format === 3 ? 3 : 1;
    const stored = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    this.length =
      headerLength === 1 ? bytes[at] >>> 3 : (stored & (headerLength === 2 ? 0xffff : 0xffffff)) >>> 4;
    const from = at + headerLength;
    const to = from + (kind === Kind.raw ? this.length : 1);
    if (this.length > LARGEST_BLOCK || to > end) return -1;
    if (kind === Kind.raw) this.bytes.set(bytes.subarray(from, to));
    else this.bytes.fill(bytes[from], 0, this.length);
    return to;
  }

  private coded(kind: number, format: number, bytes: Uint8Array, at: number, end: number): number {
    const sizeBits = format < 2 ? 10 : format === 2 ? 14 : 18;
    const headerLength = (4 + 2 * sizeBits) >>> 3;
    if (at + headerLength > end) return -1;
    // At most 40 bits: more than a word, exact in a double.
    let header = 0;
    for (let i = headerLength - 1; i >= 0; i--) header = header * 256 + bytes[at + i];
    const size = 2 ** sizeBits;
    this.length = Math.floor(header / 16) % size;
    const stored = Math.floor(header / 16 / size);
    let from = at + headerLength;
    const to = from + stored;
    if (this.length > LARGEST_BLOCK || to > end) return -1;
    if (kind === Kind.compressed) from = this.readCode(bytes, from, to);
    if (from < 0 || !this.code) return -1;
    const valid =
      format === 0 ? this.decode(bytes, from, to, 0, this.length) : this.decodeFour(bytes, from, to);
    return valid ? to : -1;
  }

  /** Four streams, so that a processor can work on them side by side; six bytes tell the first three's lengths. */
  private decodeFour(bytes: Uint8Array, at: number, end: number): boolean {
    const quarter = (this.length + 3) >>> 2;
    if (end - at < 6 || quarter * 3 > this.length) return false;
    let from = at + 6;
    for (let stream = 0; stream < 4; stream++) {
      const jump = at + stream * 2;
      const to = stream === 3 ? end : from + (bytes[jump] | (bytes[jump + 1] << 8));
      const last = stream === 3 ? this.length : quarter * (stream + 1);
      if (to > end || !this.decode(bytes, from, to, quarter * stream, last)) return false;
      from = to;
    }
    return true;
  }

  /** Decodes literals [first, last) from the stream `bytes[start, end)`, which must be used up exactly. */
  private decode(bytes: Uint8Array, start: number, end: number, first: number, last: number): boolean {
    const { stream, bytes: literals } = this;
    const { bits, entries } = this.code!;
    if (!stream.begin(bytes, start, end)) return false;
    const mask = entries.length - 1;
    let { left } = stream;
    let out = first;
    while (out < last && left >= bits) {
      const from = left - bits;
      const at = start + (from >>> 3);
      const entry =
        entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (from & 7)) & mask];
      literals[out++] = entry >>> 4;
      left -= entry & 15;
    }
    while (out < last && left > 0) {
      const entry = entries[((bytes[start] | (bytes[start + 1] << 8)) << (bits - left)) & mask];
      literals[out++] = entry >>> 4;
      left -= entry & 15;
    }
    return out === last && left === 0;
  }

  /** The prefix code's description (section 4.2.1); returns where it ends, -1 when it is invalid. */
  private readCode(bytes: Uint8Array, at: number, end: number): number {
    if (at >= end) return -1;
    const header = bytes[at];
    const weights = new Uint8Array(256);
    const direct = header >= 128;
    const to = at + 1 + (direct ? (header - 126) >>> 1 : header);
    if (to > end) return -1;
    const count = direct ? header - 127 : this.readWeights(bytes, at + 1, to, weights);
    if (direct)
      for (let i = 0; i < count; i++) weights[i] = (bytes[at + 1 + (i >>> 1)] >>> (i & 1 ? 0 : 4)) & 15;
    this.code = count > 0 ? codeOf(weights, count) : null;
    return this.code ? to : -1;
  }

  /** Weights that are themselves coded (section 4.2.1.2): two states take turns until the bits are used up. */
  private readWeights(bytes: Uint8Array, at: number, end: number, weights: Uint8Array): number {
    const description = readFse(bytes, at, end, 255, LARGEST_WEIGHT_ACCURACY);
    const { stream } = this;
    if (!description || !stream.begin(bytes, description.end, end)) return -1;
    const { symbols, bits, bases, accuracy } = description.table;
    let even = stream.take(accuracy);
    let odd = stream.take(accuracy);
    if (stream.left < 0) return -1;
    for (let count = 0; count < 254; count += 2) {
      weights[count] = symbols[even];
      even = bases[even] + stream.take(bits[even]);
      if (stream.left < 0) {
        weights[count + 1] = symbols[odd];
        return count + 2;
      }
      weights[count + 1] = symbols[odd];
      odd = bases[odd] + stream.take(bits[odd]);
      if (stream.left < 0) {
        weights[count + 2] = symbols[even];
        return count + 3;
      }
    }
    return -1;
  }
}

/** The code of given weights; the last symbol's weight follows from the sum being a power of two (section 4.2.1). */
function codeOf(weights: Uint8Array, count: number): LiteralCode | null {
  let sum = 0;
  for (let symbol = 0; symbol < count; symbol++) sum += (1 << weights[symbol]) >>> 1;
  if (sum === 0 || count > 255) return null;
  const bits = 32 - Math.clz32(sum);
  const left = (1 << bits) - sum;
  if (bits > LARGEST_CODE || (left & (left - 1)) !== 0) return null;
  weights[count] = 32 - Math.clz32(left);
  const entries = new Uint16Array(1 << bits);
  let at = 0;
  for (let weight = 1; weight <= bits; weight++) {
    for (let symbol = 0; symbol <= count; symbol++) {
      if (weights[symbol] !== weight) continue;
      const run = 1 << (weight - 1);
      entries.fill((symbol << 4) | (bits + 1 - weight), at, at + run);
      at += run;
    }
  }
  return { bits, entries };
}

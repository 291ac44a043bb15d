const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const P1_LOW = 0x85ebca87;
const P1_HIGH = 0x9e3779b1;
const P2_LOW = 0x27d4eb4f;
const P2_HIGH = 0xc2b2ae3d;
const STRIPE = 32;

/**
 * XXH64 with seed 0, from which Zstandard takes its checksums (RFC 8878 section 3.1.1). The data is worked on in
 * 32-bit halves, which is some thirty times as fast as BigInt; only the end, once a frame, uses BigInt.
 */
export class XxHash64 {
  /** Four lanes of two halves each: low, high. */
  private readonly lanes = new Int32Array(8);
  /** What does not fill a stripe yet. */
  private readonly held = new Uint8Array(STRIPE);
  private heldLength = 0;
  private total = 0;

  constructor() {
    [P1 + P2, P2, 0n, -P1].forEach((start, lane) => {
      this.lanes[lane * 2] = Number(BigInt.asIntN(32, start));
      this.lanes[lane * 2 + 1] = Number(BigInt.asIntN(32, start >> 32n));
    });
  }

  update(bytes: Uint8Array): void {
    this.total += bytes.length;
    let at = 0;
    if (this.heldLength > 0) {
      at = Math.min(STRIPE - this.heldLength, bytes.length);
      this.held.set(bytes.subarray(0, at), this.heldLength);
      this.heldLength += at;
      if (this.heldLength < STRIPE) return;
      this.stripe(this.held, 0);
    }
    for (; at + STRIPE <= bytes.length; at += STRIPE) this.stripe(bytes, at);
    this.held.set(bytes.subarray(at));
    this.heldLength = bytes.length - at;
  }

  /** The low 32 bits of the hash of everything so far. */
  low32(): number {
    let hash = u64(BigInt(this.total) + (this.total < STRIPE ? P5 : this.merged()));
    const { held, heldLength } = this;
    let at = 0;
    for (; at + 8 <= heldLength; at += 8) {
      hash = u64(rotate(hash ^ round(little(held, at, 8)), 27n) * P1 + P4);
    }
    if (at + 4 <= heldLength) {
      hash = u64(rotate(hash ^ u64(little(held, at, 4) * P1), 23n) * P2 + P3);
      at += 4;
    }
    for (; at < heldLength; at++) hash = u64(rotate(hash ^ u64(BigInt(held[at]) * P5), 11n) * P1);
    hash = u64((hash ^ (hash >> 33n)) * P2);
    hash = u64((hash ^ (hash >> 29n)) * P3);
    return Number((hash ^ (hash >> 32n)) & 0xffff_ffffn);
  }

  private merged(): bigint {
    const lanes = [0, 1, 2, 3].map((lane) => {
      const high = BigInt(this.lanes[lane * 2 + 1] >>> 0);
      return (high << 32n) | BigInt(this.lanes[lane * 2] >>> 0);
    });
    const rotated = [1n, 7n, 12n, 18n].map((bits, lane) => rotate(lanes[lane], bits));
    const sum = u64(rotated.reduce((a, b) => a + b));
    return lanes.reduce((hash, lane) => u64((hash ^ round(lane)) * P1 + P4), sum);
  }

  private stripe(bytes: Uint8Array, at: number): void {
    this.roundOf(0, bytes, at);
    this.roundOf(2, bytes, at + 8);
    this.roundOf(4, bytes, at + 16);
    this.roundOf(6, bytes, at + 24);
  }

  /** lane = rotate(lane + input * P2, 31) * P1, modulo 2^64. */
  private roundOf(lane: number, bytes: Uint8Array, at: number): void {
    const { lanes } = this;
    const inputLow = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    const inputHigh = bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
    const productHigh =
      highOfProduct(inputLow, P2_LOW) + Math.imul(inputLow, P2_HIGH) + Math.imul(inputHigh, P2_LOW);
    const sumLow = (lanes[lane] >>> 0) + (Math.imul(inputLow, P2_LOW) >>> 0);
    const low = sumLow | 0;
    const high = (lanes[lane + 1] + productHigh + (sumLow > 0xffff_ffff ? 1 : 0)) | 0;
    const turnedLow = (low << 31) | (high >>> 1);
    const turnedHigh = (high << 31) | (low >>> 1);
    lanes[lane] = Math.imul(turnedLow, P1_LOW);
    lanes[lane + 1] =
      highOfProduct(turnedLow, P1_LOW) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW);
  }
}

/** The high 32 bits of the product of two unsigned 32-bit integers. */
function highOfProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle % 0x1_0000);
  return (aHigh * bHigh + Math.floor(middle / 0x1_0000) + Math.floor(carry / 0x1_0000)) | 0;
}

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, bits: bigint): bigint => u64((value << bits) | (value >> (64n - bits)));
const round = (input: bigint): bigint => u64(rotate(u64(input * P2), 31n) * P1);

function little(bytes: Uint8Array, at: number, length: number): bigint {
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]);
  return value;
}

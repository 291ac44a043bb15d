/** A finite state entropy table (RFC 8878 section 4.1): by state its symbol, the bits to read, and the next state's base. */
export interface FseTable {
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** A table that was read from a block, and where it ends there. */
export interface FseDescription {
  readonly table: FseTable;
  readonly end: number;
}

const SMALLEST_ACCURACY = 5;
const LESS_THAN_ONE = -1;

const highestBit = (value: number): number => 31 - Math.clz32(value);

/** A table of one state, which gives the same symbol for ever. */
export const singleSymbol = (symbol: number): FseTable => ({
  accuracy: 0,
  symbols: Uint8Array.of(symbol),
  bits: Uint8Array.of(0),
  bases: Uint16Array.of(0),
});

/**
 * Reads a table's description (section 4.1.1) at `bytes[at, end)`: null when it is invalid, has symbols beyond
 * `largestSymbol` or is finer than `largestAccuracy`.
 */
export function readFse(
  bytes: Uint8Array,
  at: number,
  end: number,
  largestSymbol: number,
  largestAccuracy: number,
): FseDescription | null {
  if (at >= end) return null;
  const accuracy = (bytes[at] & 0x0f) + SMALLEST_ACCURACY;
  if (accuracy > largestAccuracy) return null;
  const weights = new Int16Array(largestSymbol + 1);
  let bit = at * 8 + 4;
  let remaining = 1 << accuracy;
  let symbol = 0;
  while (remaining > 0 && symbol <= largestSymbol && bit < end * 8) {
    const width = highestBit(remaining + 1) + 1;
    const value = forwardBits(bytes, bit, width);
    const lowMask = (1 << (width - 1)) - 1;
    // Small values take a bit less: those that no larger one needs the last bit to be told from.
    const short = (1 << width) - 2 - remaining;
    const isShort = (value & lowMask) < short;
    bit += isShort ? width - 1 : width;
    const weight = (isShort ? value & lowMask : value > lowMask ? value - short : value) - 1;
    weights[symbol++] = weight;
    remaining -= Math.abs(weight);
    if (weight !== 0) continue;
    for (let repeat = 3; repeat === 3 && bit < end * 8; ) {
      repeat = forwardBits(bytes, bit, 2);
      bit += 2;
      symbol += repeat;
    }
  }
  const after = (bit + 7) >>> 3;
  if (remaining !== 0 || symbol > largestSymbol + 1 || after > end) return null;
  return { table: buildFse(weights, accuracy), end: after };
}

/** Builds the table of a distribution (section 4.1.1); -1 is a probability below one. */
export function buildFse(weights: ArrayLike<number>, accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  const next = new Uint16Array(weights.length);
  let last = size;
  for (let symbol = 0; symbol < weights.length; symbol++) {
    next[symbol] = Math.abs(weights[symbol]);
    if (weights[symbol] === LESS_THAN_ONE) symbols[--last] = symbol;
  }
  spread(weights, symbols, last);
  for (let state = 0; state < size; state++) {
    const count = next[symbols[state]]++;
    bits[state] = accuracy - highestBit(count);
    bases[state] = (count << bits[state]) - size;
  }
  return { accuracy, symbols, bits, bases };
}

function spread(weights: ArrayLike<number>, symbols: Uint8Array, last: number): void {
  const size = symbols.length;
  const step = (size >>> 1) + (size >>> 3) + 3;
  let at = 0;
  for (let symbol = 0; symbol < weights.length; symbol++) {
    for (let i = 0; i < weights[symbol]; i++) {
      symbols[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= last);
    }
  }
}

function forwardBits(bytes: Uint8Array, bit: number, width: number): number {
  const at = bit >>> 3;
  const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
  return (word >>> (bit & 7)) & ((1 << width) - 1);
}

/** Base value and extra bits of length codes 257 to 285 and of distance codes 0 to 29 (RFC 1951 section 3.2.5). */
export const LENGTH_EXTRA = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
export const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, code) => (code < 4 ? 0 : (code >> 1) - 1));
export const LENGTH_BASE = bases(LENGTH_EXTRA, 3);
export const DISTANCE_BASE = bases(DISTANCE_EXTRA, 1);
// Code 285 is 258 by itself, although code 284 with all its extra bits set says the same.
LENGTH_BASE[28] = 258;

/** In this order the lengths of the code length code are stored (section 3.2.7). */
export const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Codes 16, 17 and 18 repeat a code length: extra bits and fewest repetitions (section 3.2.7). */
export const REPEATS = [
  { bits: 2, least: 3 },
  { bits: 3, least: 3 },
  { bits: 7, least: 11 },
];

/**
 * Code lengths of the fixed codes (section 3.2.6): literals and lengths, then distances, of which the last two have
 * codes but no meaning.
 */
export const FIXED_LENGTHS = Uint8Array.from({ length: 288 + 32 }, (_, symbol) => {
  if (symbol >= 288) return 5;
  return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
});

function bases(extra: Uint8Array, first: number): Uint16Array {
  const base = new Uint16Array(extra.length);
  for (let code = 0, next = first; code < extra.length; code++) {
    base[code] = next;
    next += 1 << extra[code];
  }
  return base;
}

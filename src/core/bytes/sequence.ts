/**
 * TCP sequence numbers: 32-bit, wrapping (RFC 9293 section 3.4). Kept as signed 32-bit integers so that V8
 * stores them unboxed; use these functions instead of `<` and `-`, which are wrong across the wrap.
 */
export type Seq = number & { readonly __seq: unique symbol };

/** Any integer, reduced modulo 2^32. */
export const toSeq = (value: number): Seq => (value | 0) as Seq;

/** The number as people and packets write it, 0 to 4294967295. */
export const seqToNumber = (seq: Seq): number => seq >>> 0;

export const seqAdd = (seq: Seq, bytes: number): Seq => ((seq + bytes) | 0) as Seq;

/** How far `a` is past `b`, from -2^31 to 2^31-1. */
export const seqDiff = (a: Seq, b: Seq): number => (a - b) | 0;

export const seqBefore = (a: Seq, b: Seq): boolean => ((a - b) | 0) < 0;

export const seqAtOrBefore = (a: Seq, b: Seq): boolean => ((a - b) | 0) <= 0;

export const seqMax = (a: Seq, b: Seq): Seq => (seqBefore(a, b) ? b : a);

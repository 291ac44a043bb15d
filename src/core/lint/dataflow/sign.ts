import type { Relation, Sign } from '../ir';

/**
 * What is known of an integer or pointer: which of five ranges it may lie in. Failure values are -1 and 0,
 * success is 0 or above, flags are 0 and 1: comparisons with these are exact.
 */
export type SignMask = number;

export const BELOW = 1;
export const MINUS_ONE = 2;
export const ZERO = 4;
export const ONE = 8;
export const ABOVE = 16;
export const ANY: SignMask = 31;
export const NEGATIVE: SignMask = BELOW | MINUS_ONE;
export const POSITIVE: SignMask = ONE | ABOVE;
export const NOT_NEGATIVE: SignMask = ZERO | POSITIVE;
export const NOT_ZERO: SignMask = ANY & ~ZERO;

const RANGES: readonly (readonly [SignMask, number, number])[] = [
  [BELOW, Number.NEGATIVE_INFINITY, -2],
  [MINUS_ONE, -1, -1],
  [ZERO, 0, 0],
  [ONE, 1, 1],
  [ABOVE, 2, Number.POSITIVE_INFINITY],
];

const HOLDS: Readonly<Record<Relation, (low: number, high: number, value: number) => boolean>> = {
  '==': (low, high, value) => low <= value && value <= high,
  '!=': (low, high, value) => low !== high || low !== value,
  '<': (low, _high, value) => low < value,
  '<=': (low, _high, value) => low <= value,
  '>': (_low, high, value) => high > value,
  '>=': (_low, high, value) => high >= value,
};

/** The ranges that a sign leaves. */
export const maskOf = (sign: Sign | undefined): SignMask =>
  sign === undefined ? ANY : { positive: POSITIVE, negative: NEGATIVE, nonzero: NOT_ZERO }[sign];

export const signOf = (value: number): SignMask =>
  value < -1 ? BELOW : value > 1 ? ABOVE : [MINUS_ONE, ZERO, ONE][value + 1];

/** The part of `mask` in which some number stands in `relation` to `value`. */
export function satisfying(mask: SignMask, relation: Relation, value: number): SignMask {
  let kept = 0;
  for (const [bit, low, high] of RANGES)
    if ((mask & bit) !== 0 && HOLDS[relation](low, high, value)) kept |= bit;
  return kept;
}

/** Whether `left relation right` holds. */
export const holds = (left: number, relation: Relation, right: number): boolean =>
  HOLDS[relation](left, left, right);

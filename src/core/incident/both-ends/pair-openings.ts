import { otherSide, type Side } from '../../tcp';
import type { Opening } from './sighting';

/**
 * What shows that two recordings hold the same connection: its initial sequence numbers (64 bits that both ends chose), one
 * of them with the TSval of its SYN, or, behind something that rewrites sequence numbers, both TSvals; `addresses` alone say
 * it where a recording began after the SYN.
 */
export type PairedBy = 'sequence' | 'timestamps' | 'addresses';

export interface OpeningPair {
  readonly one: Opening;
  readonly other: Opening;
  readonly by: PairedBy;
  /** The ends whose address or port differs between the two. */
  readonly translated: readonly Side[];
}

/** The connections of one recording beside those of another; each is in one pair at most. */
export function pairOpenings(ones: readonly Opening[], others: readonly Opening[]): OpeningPair[] {
  const byNumber = new Map<string, Opening[]>();
  for (const other of others) for (const key of keysOf(other)) push(byNumber, key, other);
  const taken = new Set<Opening>();
  const pairs: OpeningPair[] = [];
  for (const wanted of ['sequence', 'timestamps', 'addresses'] as const)
    for (const one of ones) {
      if (taken.has(one)) continue;
      const found = keysOf(one)
        .flatMap((key) => byNumber.get(key) ?? [])
        .find((other) => !taken.has(other) && sharedBy(one, other) === wanted);
      if (found === undefined) continue;
      taken.add(one).add(found);
      pairs.push({ one, other: found, by: wanted, translated: translatedEnds(one, found) });
    }
  return pairs.sort((a, b) => a.one.connection - b.one.connection);
}

/** What candidates are looked up by. */
function keysOf({ client, server, initial, timestamp }: Opening): string[] {
  const keys = [`tuple ${[client, server].sort().join(' ').toLowerCase()}`];
  for (const side of ['client', 'server'] as const) {
    if (initial[side] !== null) keys.push(`seq ${side} ${initial[side]}`);
    if (timestamp[side] !== null && timestamp[side] !== 0) keys.push(`ts ${side} ${timestamp[side]}`);
  }
  return keys;
}

function sharedBy(one: Opening, other: Opening): PairedBy | null {
  const same = (of: 'initial' | 'timestamp', side: Side): boolean =>
    one[of][side] !== null && one[of][side] === other[of][side];
  const differs = (of: 'initial' | 'timestamp', side: Side): boolean =>
    one[of][side] !== null && other[of][side] !== null && one[of][side] !== other[of][side];
  const sides = ['client', 'server'] as const;
  const sameEnds = translatedEnds(one, other).length === 0;
  if (sides.every((side) => same('initial', side))) return 'sequence';
  for (const side of sides)
    if (
      same('initial', side) &&
      !differs('initial', otherSide(side)) &&
      (sameEnds || same('timestamp', side))
    )
      return 'sequence';
  if (sides.every((side) => same('timestamp', side) && one.timestamp[side] !== 0)) return 'timestamps';
  if (sameEnds && same('timestamp', 'client') && one.timestamp.client !== 0) return 'timestamps';
  // A connection whose beginning both recorded is known by it: another one on the same ports has other numbers.
  return sameEnds && !sides.some((side) => differs('initial', side)) ? 'addresses' : null;
}

/** Which end is the client, a recording that begins in the middle may not know. */
function translatedEnds(one: Opening, other: Opening): Side[] {
  if (equal(one.client, other.server) && equal(one.server, other.client)) return [];
  return (['client', 'server'] as const).filter((side) => !equal(one[side], other[side]));
}

const equal = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

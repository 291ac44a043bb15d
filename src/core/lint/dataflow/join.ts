import { symbol } from './memory';
import { ANY } from './sign';
import { signs } from './signs';
import type { State } from './state';

/** What holds in both states, which hold the same resources. The shorter trace stays. */
export function join(a: State, b: State, block: number): State {
  const shorter = (a.trace?.length ?? 0) <= (b.trace?.length ?? 0) ? a : b;
  const joined = shorter.clone();
  for (const [key, mask] of [...joined.facts]) {
    const other = (shorter === a ? b : a).facts.get(key);
    // Masks widen; an exact number (`x is`) or a pair that differs is forgotten.
    if (other === undefined) joined.facts.delete(key);
    else if (other !== mask) {
      if (key.endsWith(' is')) joined.facts.delete(key);
      else joined.facts.set(key, mask | other);
    }
  }
  for (const place of new Set([...a.places.keys(), ...b.places.keys()])) {
    const [left, right] = [a.places.get(place), b.places.get(place)];
    if (left !== undefined && right !== undefined && JSON.stringify(left) === JSON.stringify(right)) continue;
    if (left?.kind === 'resource' || left?.kind === 'pointer') continue;
    const id = `join ${block} ${place}`;
    joined.places.set(place, symbol(id));
    // A place that was never written holds what it held at first.
    const first = symbol(`@${place}`);
    const mask = signs(a, left ?? first) | signs(b, right ?? first);
    if (mask === ANY) joined.facts.delete(id);
    else joined.facts.set(id, mask);
  }
  for (const [id, { mask, from }] of [...joined.received]) {
    const other = (shorter === a ? b : a).received.get(id);
    if (other?.mask !== mask || other.from !== from) joined.received.delete(id);
  }
  joined.blurred = a.blurred || b.blurred;
  return joined;
}

import { renew } from './renew';
import { ANY } from './sign';
import { signs } from './signs';
import { isSame, type State } from './state';
import type { Question } from './terms';

/** States that one instruction may leave apart; beyond, those that hold the same resources are joined. */
const APART = 16;

/** The ways in which calls of one block ended, kept few: each call would multiply them. */
export function gather(states: readonly State[], block: number): readonly State[] {
  if (states.length <= APART) return states;
  const distinct = new Map(states.map((each) => [each.key(), each]));
  if (distinct.size <= APART) return [...distinct.values()];
  const joined = new Map<string, State>();
  for (const each of distinct.values()) {
    const property = each.propertyKey();
    const before = joined.get(property);
    joined.set(property, before === undefined ? each : join(before, each, block));
  }
  if (joined.size <= APART * 4) return [...joined.values()];
  return [...joined.values()].slice(0, APART * 4).map((each) => each.widen());
}

/** What holds in both states, which hold the same resources. The shorter trace stays. */
export function join(a: State, b: State, block: number): State {
  const [shorter, longer] = (a.trace?.length ?? 0) <= (b.trace?.length ?? 0) ? [a, b] : [b, a];
  const forgotten = new Set<Question>([...a.forgotten, ...b.forgotten]);
  const joined = shorter.clone();
  joinFacts(joined, longer, forgotten);
  joinPlaces(joined, a, b, block, forgotten);
  for (const [id, { mask, from }] of [...joined.received]) {
    const other = longer.received.get(id);
    if (other?.mask !== mask || !isSame(other.from, from)) joined.received.delete(id);
  }
  joined.widened = a.widened || b.widened;
  return joined.forgetting(forgotten);
}

/** Masks widen; an exact number that differs is forgotten. */
function joinFacts(joined: State, other: State, forgotten: Set<Question>): void {
  for (const [question, mask] of [...joined.facts]) {
    const known = other.facts.get(question);
    if (known === mask) continue;
    forgotten.add(question);
    if (known === undefined || question.kind === 'exact') joined.facts.delete(question);
    else joined.facts.set(question, mask | known);
  }
  for (const question of other.facts.keys()) if (!joined.facts.has(question)) forgotten.add(question);
}

function joinPlaces(joined: State, a: State, b: State, block: number, forgotten: Set<Question>): void {
  for (const place of new Set([...a.places.keys(), ...b.places.keys()])) {
    const [left, right] = [a.places.get(place), b.places.get(place)];
    if (left !== undefined && right !== undefined && isSame(left, right)) continue;
    if (left?.kind === 'resource' || left?.kind === 'pointer') continue;
    const id = joined.terms.joined(block, place);
    // What the last turn's object held is not what this turn's holds.
    if (right?.kind !== 'symbol' || left?.kind !== 'symbol' || left.symbol !== right.symbol)
      renew(joined, id);
    joined.places.set(place, id.value);
    // A place that was never written holds what it held at first.
    const first = joined.terms.initial(place).value;
    const [before, after] = [signs(a, left ?? first), signs(b, right ?? first)];
    if (before !== after) forgotten.add(id);
    if ((before | after) === ANY) joined.facts.delete(id);
    else joined.facts.set(id, before | after);
  }
}

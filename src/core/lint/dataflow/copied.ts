import type { Operand, Place } from '../ir';
import { store } from './assign';
import type { Context } from './context';
import { resolve } from './memory';
import { handOver } from './resources';
import type { State, Value } from './state';
import type { SymbolTerm } from './terms';

type Part = readonly [place: Place, value: Value];

/** What is known of the parts of an object that is about to be copied, by where they will stand; what it points to is not copied. */
export function partsOf(state: State, from: Operand, to: Place): readonly Part[] {
  if (from.kind !== 'place') return [];
  const source = resolve(state, from.place);
  const target = resolve(state, to);
  if (source.isVague || source === target) return [];
  const isPart = (place: Place) =>
    place !== source &&
    place.isWithin(source) &&
    place.projectionsFrom(source).every(({ kind }) => kind !== 'pointee');
  return [...state.places]
    .filter(([place]) => isPart(place))
    .map(([place, value]) => [target.isVague ? target : place.movedTo(target, source), value]);
}

/** Puts the parts into the copy: two objects hold the same descriptors from here on. */
export function putParts(
  context: Context,
  state: State,
  parts: readonly Part[],
  at: Parameters<typeof store>[4],
  id: SymbolTerm,
): void {
  for (const [place, value] of parts)
    if (place.isVague) handOver(context, state, value);
    else store(context, state, place, value, at, id.part(place));
}

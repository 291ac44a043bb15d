import { HEAP, isWithin, symbol } from './memory';
import { change, escapeWithin, forget } from './resources';
import type { State } from './state';

/** The symbol of an instruction is about to stand for something new. */
export function renew(state: State, id: string): void {
  const [before, after, within, heap] = [`${id} `, ` ${id}`, `$${id}`, HEAP + id];
  for (const key of state.facts.keys())
    if (key === id || key.startsWith(before) || key.endsWith(after)) state.facts.delete(key);
  let allocated = false;
  for (const [place, value] of state.places) {
    if (value.kind === 'symbol' && value.id === id) state.places.set(place, symbol('?'));
    if (value.kind === 'pointer' && value.place === heap) state.places.set(place, symbol('?'));
    allocated ||= place.startsWith(heap) || (value.kind === 'pointer' && value.place.startsWith(heap));
    if (!isWithin(place, within)) continue;
    state.places.delete(place);
    const held = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    if (held?.status === 'open') change(state, held, { status: 'escaped' });
  }
  if (allocated) escapeWithin(state, heap);
  forget(state, `from ${id}`);
}

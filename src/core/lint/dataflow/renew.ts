import { HEAP, isWithin, symbol } from './memory';
import { change, escapeWithin, forget } from './resources';
import type { State } from './state';

/** The symbol of an instruction is about to stand for something new. */
export function renew(state: State, id: string): void {
  for (const key of [...state.facts.keys()])
    if (key === id || key.startsWith(`${id} `) || key.endsWith(` ${id}`)) state.facts.delete(key);
  for (const [place, value] of [...state.places]) {
    if (value.kind === 'symbol' && value.id === id) state.places.set(place, symbol('?'));
    if (value.kind === 'pointer' && value.place === HEAP + id) state.places.set(place, symbol('?'));
    if (!isWithin(place, `$${id}`)) continue;
    state.places.delete(place);
    const held = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    if (held?.status === 'open') change(state, held, { status: 'escaped' });
  }
  escapeWithin(state, HEAP + id);
  forget(state, `from ${id}`);
}

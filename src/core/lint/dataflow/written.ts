import type { CallSite } from './apply-outcome';
import { forgetFactsAbout } from './assign';
import { evaluate } from './memory';
import type { Behaviour } from './outcome';
import { renew } from './renew';
import type { State } from './state';

/**
 * An API that is given the address of something may write it: `getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size)`.
 * What the model says that it stores there comes after this; descriptors that are there stay.
 */
export function forgetWritten({ context, call, id }: CallSite, state: State, behaviour: Behaviour): void {
  if (behaviour.traits.includes('reads') || behaviour.traits.includes('prints')) return;
  const stored = new Set(
    behaviour.outcomes.flatMap(({ effects }) =>
      effects.flatMap(({ does, path }) => (does === 'store' || does === 'free' ? [path.argument] : [])),
    ),
  );
  call.args.forEach((operand, index) => {
    if (stored.has(index)) return;
    const value = evaluate(state, operand, id.part(index));
    if (value.kind !== 'pointer') return;
    for (const [place, held] of [...state.places])
      if (place.isWithin(value.place) && held.kind !== 'resource' && held.kind !== 'pointer')
        state.places.delete(place);
    renew(state, id.part(index));
    if (!state.places.has(value.place)) state.places.set(value.place, id.part(index).value);
    forgetFactsAbout(context, state, operand.kind === 'address' ? operand.place : value.place, value.place);
  });
}

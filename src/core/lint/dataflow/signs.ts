import { ABOVE, ANY, type SignMask, signOf } from './sign';
import type { State, Value } from './state';

/** The possible values of a value, as far as signs tell. */
export function signs(state: State, value: Value): SignMask {
  switch (value.kind) {
    case 'number':
    case 'failure':
      return signOf(value.value);
    case 'symbol':
      return state.facts.get(value.symbol) ?? ANY;
    case 'opaque':
      return (state.facts.get(value.term) ?? ANY) & value.mask;
    case 'sentinel':
      return value.mask;
    case 'resource':
    case 'pointer':
      return ABOVE;
  }
}

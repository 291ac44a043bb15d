import { type IrFunction, type Place, rootOf } from '../ir';
import { holdersOf, isWithin } from './memory';
import type { ArgumentPath } from './outcome';
import type { State } from './state';

/** A place as a caller can name it: null for what dies with the call, `elsewhere` for what no argument leads to. */
export function pathOf(fn: IrFunction, place: Place): ArgumentPath | 'elsewhere' | null {
  const root = rootOf(place);
  const index = fn.parameters.findIndex(({ name }) => name === root);
  if (index >= 0) {
    const rest = place.slice(root.length);
    return rest === '' || rest.startsWith('.*') ? `${index}${rest}` : null;
  }
  return fn.variables.has(root) && !isWithin(place, `${root}.*`) ? null : 'elsewhere';
}

/** Code that no caller knows of holds it as well. */
export const isKept = (fn: IrFunction, state: State, id: string): boolean =>
  holdersOf(state, id).some((place) => pathOf(fn, place) === 'elsewhere');

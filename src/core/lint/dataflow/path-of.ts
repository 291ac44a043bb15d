import type { IrFunction, Place } from '../ir';
import { ArgumentPath } from './argument-path';

/** A place as a caller can name it: null for what dies with the call, `elsewhere` for what no argument leads to. */
export function pathOf(fn: IrFunction, place: Place): ArgumentPath | 'elsewhere' | null {
  const { root, projections } = place;
  const index = fn.parameters.findIndex((each) => each.place === root);
  const isPointedTo = projections[0]?.kind === 'pointee';
  const isOfCopy = projections[0]?.kind === 'field' && projections.length === 1;
  if (index >= 0)
    return place.isRoot || isPointedTo || isOfCopy ? new ArgumentPath(index, projections) : null;
  return fn.variables.has(root) && !isPointedTo ? null : 'elsewhere';
}

/** Code that no caller knows of holds it as well. */
export const isKept = (fn: IrFunction, holders: readonly Place[]): boolean =>
  holders.some((place) => pathOf(fn, place) === 'elsewhere');

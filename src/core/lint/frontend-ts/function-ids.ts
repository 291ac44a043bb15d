import { type FunctionId, functionId } from '../ir';
import type { Fn } from './scopes';

/**
 * A function by the names of the classes and functions around it and its own, and by the places among their functions
 * where it and they stand, for many have no name; `as` where it is lowered once more, as an event runs it.
 */
export const idOf = (file: string, fn: Fn, as = ''): FunctionId =>
  functionId(file, pathOf(fn), as === '' ? placeOf(fn) : `${placeOf(fn)}@${as}`);

function pathOf({ parent, klass, name }: Fn): readonly string[] {
  const outer = parent === null ? [] : pathOf(parent);
  const own = klass === null || klass === parent?.klass ? [name] : [klass.name, name];
  return [...outer, ...own.filter((each) => each !== '')];
}

/** `3/1`: the first function in the third of the module. */
function placeOf({ parent, index }: Fn): string {
  if (parent === null) return '';
  const outer = placeOf(parent);
  const own = String(index - parent.index);
  return outer === '' ? own : `${outer}/${own}`;
}

import { type IrFunction, type Place, type Projection, printProjection } from '../ir';
import { holdersOf } from './memory';
import type { ArgumentPath } from './outcome';
import type { State } from './state';
import type { ResourceId } from './terms';

/** A place as a caller can name it: null for what dies with the call, `elsewhere` for what no argument leads to. */
export function pathOf(fn: IrFunction, place: Place): ArgumentPath | 'elsewhere' | null {
  const { root, projections } = place;
  const index = fn.parameters.findIndex((each) => each.place === root);
  const isPointedTo = projections[0]?.kind === 'pointee';
  if (index >= 0)
    return place.isRoot || isPointedTo ? [index, ...projections.map(printProjection)].join('.') : null;
  return fn.variables.has(root) && !isPointedTo ? null : 'elsewhere';
}

/** Code that no caller knows of holds it as well. */
export const isKept = (fn: IrFunction, state: State, id: ResourceId): boolean =>
  holdersOf(state, id).some((place) => pathOf(fn, place) === 'elsewhere');

/** What a path says. */
export interface ReadPath {
  readonly argument: number;
  readonly projections: readonly Projection[];
}

const known = new Map<ArgumentPath, ReadPath>();
/** Paths of models are few; those of functions are as many as fields. */
const MOST_KNOWN = 10_000;

export function readPath(path: ArgumentPath): ReadPath {
  const before = known.get(path);
  if (before !== undefined) return before;
  const [argument, ...projections] = path.split('.');
  const read = { argument: Number(argument), projections: projections.map(readProjection) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, read);
  return read;
}

function readProjection(text: string): Projection {
  if (text === '*') return { kind: 'pointee' };
  if (text.startsWith('+')) return { kind: 'further', by: Number(text.slice(1)) };
  if (!text.startsWith('[')) return { kind: 'field', name: text };
  return text === '[?]' ? { kind: 'some' } : { kind: 'element', index: Number(text.slice(1, -1)) };
}

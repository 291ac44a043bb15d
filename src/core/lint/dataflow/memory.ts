import type { IrFunction, Operand, Place, Projection } from '../ir';
import {
  ABOVE,
  ANY,
  BELOW,
  MINUS_ONE,
  maskOf,
  NEGATIVE,
  NOT_NEGATIVE,
  NOT_ZERO,
  ONE,
  POSITIVE,
  type SignMask,
  ZERO,
} from './sign';
import { signs } from './signs';
import type { State, Value } from './state';
import type { ResourceId, SymbolTerm } from './terms';

/** Counters are followed up to here: enough for a pair of descriptors, too few to unroll loops. */
const LARGEST_COUNT = 4;

export const number = (value: number): Value => ({ kind: 'number', value });

/** Whether a place lies in memory that this function allocated and that no other code knows yet. */
export const isInHeap = ({ start }: Place): boolean => start.kind === 'memory' && start.own;

/** The place that is meant, with pointers followed and known indices filled in. */
export const resolve = (state: State, place: Place): Place =>
  place.isRoot ? place : resolveFrom(state, place.root, place.projections);

/** Where projections lead from a place that is resolved already. */
export function resolveFrom(state: State, base: Place, projections: readonly Projection[]): Place {
  let at = base;
  for (const projection of projections) at = project(state, at, projection);
  return at;
}

function project(state: State, at: Place, projection: Projection): Place {
  switch (projection.kind) {
    case 'pointee':
      return isNumber(state, at) ? at : dereference(state, load(state, at));
    case 'indexed': {
      const index = read(state, projection.by);
      return index.kind === 'number' && index.value >= 0 ? at.element(index.value) : at.someElement;
    }
    case 'further': {
      const { base, projection: last } = at;
      return last?.kind === 'element' && base !== null
        ? base.element(last.index + projection.by)
        : at.project(projection);
    }
    default:
      return at.project(projection);
  }
}

/** `*fd` of an optional is what it holds: a number that was opened is no pointer. */
function isNumber(state: State, at: Place): boolean {
  const value = at.isVague ? undefined : state.places.get(at);
  const kind = value?.kind === 'resource' ? state.resources.get(value.id)?.site?.kind : undefined;
  return kind === 'descriptor' || kind === 'socket';
}

/** What is followed points somewhere: the pointer is not null from here on. */
function dereference(state: State, value: Value): Place {
  if ((value.kind === 'number' || value.kind === 'failure') && value.value === 0) state.impossible = true;
  if (value.kind === 'symbol' && !value.symbol.isAnything) {
    const known = state.facts.get(value.symbol) ?? ANY;
    if ((known & NOT_ZERO) !== 0) state.facts.set(value.symbol, known & NOT_ZERO);
  }
  return pointee(state, value);
}

/** Where a value points to. */
export function pointee({ terms }: State, value: Value): Place {
  if (value.kind === 'pointer') return value.place;
  return value.kind === 'symbol' ? value.symbol.pointee : terms.nowhere;
}

/** What a place holds. A place that was never written holds the symbol of its first value. */
export const read = (state: State, place: Place): Value => load(state, resolve(state, place));

/** What a resolved place holds. */
export function load(state: State, at: Place): Value {
  if (at.isVague) return state.terms.anything.value;
  return state.places.get(at) ?? partOfUnknown(state, at) ?? state.terms.initial(at).value;
}

/** A field of an object that other code may have written is not what it was when the function began. */
function partOfUnknown(state: State, at: Place): Value | null {
  for (let part = at; part.base !== null; part = part.base) {
    if (part.projection?.kind === 'pointee') return null;
    const whole = state.places.get(part.base);
    if (whole?.kind === 'symbol' && whole.symbol.initialOf === null)
      return whole.symbol.inside(at.projectionsFrom(part.base)).value;
  }
  return null;
}

/** Where a number of each range is after one is added, and after one is taken away. */
const STEPS: readonly (readonly [range: SignMask, up: SignMask, down: SignMask])[] = [
  [BELOW, NEGATIVE, BELOW],
  [MINUS_ONE, ZERO, BELOW],
  [ZERO, ONE, MINUS_ONE],
  [ONE, ABOVE, ZERO],
  [ABOVE, ABOVE, POSITIVE],
];

/** What is counted up from an unknown value is not 0 afterwards: counters begin at 0, and do not wrap around. */
function shifted(mask: SignMask, delta: number): SignMask {
  if (delta > 0 && mask === ANY) return NOT_ZERO;
  if (Math.abs(delta) === 1)
    return STEPS.reduce((kept, [range, up, down]) => {
      if ((mask & range) === 0) return kept;
      return kept | (delta > 0 ? up : down);
    }, 0);
  if (delta > 0 && (mask & ~NOT_NEGATIVE) === 0) return POSITIVE;
  return delta < 0 && (mask & ~(NEGATIVE | ZERO)) === 0 ? NEGATIVE : ANY;
}

/** What is known of a sum before its symbol is renewed, which the number that it is made of may have; null for no sum. */
export const signsOfSum = (state: State, operand: Operand): SignMask | null =>
  operand.kind === 'sum' ? shifted(signs(state, read(state, operand.place)), operand.delta) : null;

/** What an operand is worth; what is new in it gets the symbol `site`. */
export function evaluate(state: State, operand: Operand, site: SymbolTerm): Value {
  switch (operand.kind) {
    case 'constant':
      return number(operand.value);
    case 'place':
      return read(state, operand.place);
    case 'address':
      return { kind: 'pointer', place: resolve(state, operand.place) };
    case 'sentinel':
      return { kind: 'sentinel', term: state.terms.sentinel(operand.name), mask: maskOf(operand.sign) };
    case 'sum': {
      const base = read(state, operand.place);
      if (base.kind === 'number' && Math.abs(base.value + operand.delta) <= LARGEST_COUNT)
        return number(base.value + operand.delta);
      const mask = shifted(signs(state, base), operand.delta);
      if (mask !== ANY) state.facts.set(site, mask);
      return site.value;
    }
    case 'opaque': {
      const { text, reads, sign } = operand;
      return { kind: 'opaque', term: state.terms.opaque(text), reads, mask: maskOf(sign) };
    }
    case 'unknown':
      if (operand.sign !== undefined) state.facts.set(site, maskOf(operand.sign));
      return site.value;
  }
}

/** Whether what stands in a resolved place dies with this call, unless it is handed on. */
export function isOwn(fn: IrFunction, place: Place): boolean {
  return isInHeap(place) || (!place.isBehindPointer && fn.variables.has(place.root));
}

/** Whether a place is a parameter, whole. */
export const isParameter = ({ parameters }: IrFunction, at: Place | null): boolean =>
  parameters.some(({ place }) => place === at);

/** The places that hold a resource. */
export function holdersOf(state: State, resource: ResourceId): Place[] {
  const holders: Place[] = [];
  for (const [place, value] of state.places)
    if (value.kind === 'resource' && value.id === resource) holders.push(place);
  return holders;
}

/** The places that hold each resource: for who asks about all of them. */
export function allHolders({ places }: State): ReadonlyMap<ResourceId, readonly Place[]> {
  const holders = new Map<ResourceId, Place[]>();
  for (const [place, value] of places) {
    if (value.kind !== 'resource') continue;
    const known = holders.get(value.id);
    if (known === undefined) holders.set(value.id, [place]);
    else known.push(place);
  }
  return holders;
}

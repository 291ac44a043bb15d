import { type IrFunction, type Operand, type Place, rootOf } from '../ir';
import { ANY, maskOf, NEGATIVE, NOT_NEGATIVE, NOT_ZERO, POSITIVE, type SignMask, ZERO } from './sign';
import { signs } from './signs';
import type { State, Value } from './state';

/** Memory that this function allocated and that no other code knows yet. */
export const HEAP = 'heap@';
/** Counters are followed up to here: enough for a pair of descriptors, too few to unroll loops. */
const LARGEST_COUNT = 4;

export const symbol = (id: string): Value => ({ kind: 'symbol', id });
export const number = (value: number): Value => ({ kind: 'number', value });

/** The place that is meant, with pointers followed and known indices filled in. */
export function resolve(state: State, place: Place): Place {
  if (!place.includes('.')) return place;
  const [root, ...projections] = splitPlace(place);
  return resolveFrom(state, root, projections);
}

/** Where projections lead from a place that is resolved already. */
export function resolveFrom(state: State, base: Place, projections: readonly string[]): Place {
  let at = base;
  for (const projection of projections) at = project(state, at, projection);
  return at;
}

/** Indices hold places, which hold dots: `fds.[@conn.*.n]` has one projection. */
function splitPlace(place: Place): string[] {
  return place.includes('[@') ? place.split(/\.(?![^[]*\])/) : place.split('.');
}

function project(state: State, at: Place, projection: string): Place {
  if (projection === '*') return dereference(state, load(state, at));
  if (projection.startsWith('[@')) {
    const index = read(state, projection.slice(2, -1));
    return index.kind === 'number' && index.value >= 0 ? `${at}.[${index.value}]` : `${at}.[?]`;
  }
  if (!projection.startsWith('+')) return `${at}.${projection}`;
  const element = /^(.*)\.\[(\d+)\]$/.exec(at);
  if (element !== null) return `${element[1]}.[${Number(element[2]) + Number(projection.slice(1))}]`;
  return `${at}.${projection}`;
}

/** What is followed points somewhere: the pointer is not null from here on. */
function dereference(state: State, value: Value): Place {
  if ((value.kind === 'number' || value.kind === 'failure') && value.value === 0) state.impossible = true;
  if (value.kind === 'symbol' && value.id !== '?') {
    const known = state.facts.get(value.id) ?? ANY;
    if ((known & NOT_ZERO) !== 0) state.facts.set(value.id, known & NOT_ZERO);
  }
  return pointee(value);
}

/** Where a value points to. */
export function pointee(value: Value): Place {
  if (value.kind === 'pointer') return value.place;
  if (value.kind === 'symbol') return value.id.startsWith('@') ? `${value.id.slice(1)}.*` : `$${value.id}.*`;
  return '$nowhere.*';
}

/** What a place holds. A place that was never written holds the symbol of its first value. */
export const read = (state: State, place: Place): Value => load(state, resolve(state, place));

/** What a resolved place holds. */
export function load(state: State, at: Place): Value {
  if (at.includes('[?]')) return symbol('?');
  return state.places.get(at) ?? partOfUnknown(state, at) ?? symbol(`@${at}`);
}

/** A field of an object that other code may have written is not what it was when the function began. */
function partOfUnknown(state: State, at: Place): Value | null {
  for (let dot = at.lastIndexOf('.'); dot > 0; dot = at.lastIndexOf('.', dot - 1)) {
    if (at[dot + 1] === '*') return null;
    const whole = state.places.get(at.slice(0, dot));
    if (whole?.kind === 'symbol' && !whole.id.startsWith('@'))
      return symbol(`${whole.id} ${at.slice(dot + 1)}`);
  }
  return null;
}

/** What is counted up from an unknown value is not 0 afterwards: counters begin at 0, and do not wrap around. */
function shifted(mask: SignMask, delta: number): SignMask {
  if (delta > 0 && mask === ANY) return NOT_ZERO;
  if (delta > 0 && (mask & ~NOT_NEGATIVE) === 0) return POSITIVE;
  return delta < 0 && (mask & ~(NEGATIVE | ZERO)) === 0 ? NEGATIVE : ANY;
}

export function evaluate(state: State, operand: Operand, site: string): Value {
  switch (operand.kind) {
    case 'constant':
      return number(operand.value);
    case 'place':
      return read(state, operand.place);
    case 'address':
      return { kind: 'pointer', place: resolve(state, operand.place) };
    case 'sentinel':
      return { kind: 'sentinel', name: operand.name, mask: maskOf(operand.sign) };
    case 'sum': {
      const base = read(state, operand.place);
      if (base.kind === 'number' && Math.abs(base.value + operand.delta) <= LARGEST_COUNT)
        return number(base.value + operand.delta);
      const mask = shifted(signs(state, base), operand.delta);
      if (mask !== ANY) state.facts.set(site, mask);
      return symbol(site);
    }
    case 'opaque':
      return { kind: 'opaque', text: operand.text, reads: operand.reads, mask: maskOf(operand.sign) };
    case 'unknown':
      if (operand.sign !== undefined) state.facts.set(site, maskOf(operand.sign));
      return symbol(site);
  }
}

/** Whether what stands in a resolved place dies with this call, unless it is handed on. */
export function isOwn(fn: IrFunction, place: Place): boolean {
  if (place.startsWith(HEAP)) return true;
  return !place.includes('.*') && fn.variables.has(rootOf(place));
}

/** Whether a place is `whole` or a part of it. */
export const isWithin = (place: Place, whole: Place): boolean =>
  place === whole || place.startsWith(`${whole}.`);

/** The places that hold a resource. */
export function holdersOf(state: State, resource: string): Place[] {
  const holders: Place[] = [];
  for (const [place, value] of state.places)
    if (value.kind === 'resource' && value.id === resource) holders.push(place);
  return holders;
}

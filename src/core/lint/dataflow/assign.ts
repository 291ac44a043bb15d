import type { Instruction, IrFunction, Place, Span } from '../ir';
import type { Context } from './context';
import { allHolders, holdersOf, isOwn, isParameter, read, resolve } from './memory';
import { change, handOver, isHeldElsewhere, lose, takeStock, vanish } from './resources';
import { ANY } from './sign';
import type { Resource, State, Value } from './state';
import type { SymbolTerm } from './terms';

/** Puts a value into a place; an open resource that only this place held leaks. */
export function write(
  context: Context,
  state: State,
  place: Place,
  value: Value,
  at: Span,
  site: SymbolTerm,
): void {
  store(context, state, resolve(state, place), value, at, site);
  forgetFactsAbout(context, state, place, place);
}

/** The same for a place that is resolved. */
export function store(
  context: Context,
  state: State,
  target: Place,
  value: Value,
  at: Span,
  site: SymbolTerm,
): void {
  if (value.kind === 'opaque') keepPacked(context, state, value);
  const stored = value.kind === 'opaque' ? computed(state, value, site) : value;
  if (target.isVague) {
    handOver(context, state, stored);
    return;
  }
  overwrite(context, state, target, stored, at);
  forgetFactsAbout(context, state, target, target);
  state.places.set(target, stored);
  const outside = !isOwn(context.fn, target);
  if (outside && stored.kind !== 'resource') handOver(context, state, stored);
  if (context.fn.variables.get(target.root)?.kind === 'auto-closing') handOver(context, state, stored);
}

/** `both = (uint64_t)out << 32 | in`: two numbers in one, which is closed as one. */
function keepPacked(
  context: Context,
  state: State,
  { term, reads }: Extract<Value, { kind: 'opaque' }>,
): void {
  if (/<</.test(term.text)) for (const place of reads) handOver(context, state, read(state, place));
}

/** What an expression was worth when it was stored; the places that it read may change. */
function computed(state: State, { term, mask }: Extract<Value, { kind: 'opaque' }>, site: SymbolTerm): Value {
  const known = (state.facts.get(term) ?? ANY) & mask;
  if (known === ANY) state.facts.delete(site);
  else state.facts.set(site, known);
  return site.value;
}

function overwrite(context: Context, state: State, target: Place, value: Value, at: Span): void {
  const old = state.places.get(target);
  for (const [place, part] of [...state.places]) {
    if (place === target || !place.isWithin(target)) continue;
    state.places.delete(place);
    handOver(context, state, part);
  }
  if (old?.kind !== 'resource' || (value.kind === 'resource' && value.id === old.id)) return;
  const resource = state.resources.get(old.id);
  if (resource !== undefined) context.survey.note('overwritten', at, target, resource.status);
  if (resource?.status !== 'open' || holdersOf(state, old.id).length > 1) return;
  state.places.delete(target);
  // `fd = -1` after handing fd to other code says that this function does not own it any more.
  const disowned = resource.passed && (value.kind === 'number' || value.kind === 'sentinel');
  if (resource.site === null || disowned || !isLostIn(context, resource, target, value))
    change(state, resource, { status: 'escaped' });
  else lose(context, state, resource, 'overwritten', at, { holders: [target] });
}

/** Other code may have copied what an object that is not this function's holds, unless it was never passed on. */
function isLostIn({ fn }: Context, resource: Resource, target: Place, value: Value): boolean {
  if (isOwn(fn, target)) return true;
  const givenUp = value.kind === 'number' && value.value < 0;
  return givenUp && !resource.passed && (isParameter(fn, target.root) || isOfMethodAlone(fn, target.root));
}

/** The object of a method that calls no other, so that nothing but the method's own text closes what the object holds. */
function isOfMethodAlone(fn: IrFunction, { start }: Place): boolean {
  if (start.kind !== 'variable' || start.name !== 'this') return false;
  const known = alone.get(fn) ?? !fn.blocks.some(({ instructions }) => instructions.some(mayBeMethod));
  alone.set(fn, known);
  return known;
}

const alone = new WeakMap<IrFunction, boolean>();

const mayBeMethod = (instruction: Instruction): boolean =>
  instruction.op === 'call' && (instruction.callee.kind !== 'name' || instruction.callee.name.includes('::'));

/** What was known of expressions that read a place is known no more once it is written. */
export function forgetFactsAbout(context: Context, state: State, place: Place, target: Place): void {
  if (context.dependencies.size === 0) return;
  for (const key of [...state.facts.keys()]) {
    const reads = context.dependencies.get(key);
    if (reads?.some((read) => read.isWithin(place) || read.isWithin(target))) state.facts.delete(key);
  }
}

/** The function returns, or throws. What it opened, does not return and has not given away leaks. */
export function leave(
  context: Context,
  state: State,
  value: Value | null,
  at: Span,
  how: 'return' | 'throw' = 'return',
): void {
  if (value?.kind === 'pointer') {
    // Before the object itself, which is known by another place once others have it.
    for (const [place, held] of [...state.places])
      if (place.isWithin(value.place)) handOver(context, state, held);
    handOver(context, state, value);
  }
  takeStock(context, state, how, at);
  const holders = allHolders(state);
  for (const resource of [...state.resources.values()]) {
    if (resource.status !== 'open' || resource.site === null) continue;
    if (value?.kind === 'resource' && value.id === resource.id) continue;
    const held = holders.get(resource.id) ?? [];
    if (!isHeldElsewhere(context, held)) lose(context, state, resource, how, at, { holders: held });
  }
}

/** Exceptions of a function that its callers are told of; beyond, they are told of none. */
export const MOST_THROWN = 16;

/** An exception leaves the function. What an object holds that was never complete is lost with it. */
export function throwOut(context: Context, state: State, at: Span): void {
  if (context.thrown.length <= MOST_THROWN) context.thrown.push(state.clone());
  const { constructs } = context.fn;
  if (constructs !== undefined) vanish(context, state, constructs, 'constructor', at);
  leave(context, state, null, at, 'throw');
}

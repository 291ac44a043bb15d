import type { IrFunction, Operand, Place, Span } from '../ir';
import type { ArgumentPath } from './argument-path';
import { store, write } from './assign';
import type { Call, Context } from './context';
import type { Event } from './event';
import { evaluate, isInHeap, load, pointee, resolve, resolveFrom } from './memory';
import type { Effect, Outcome, OutcomeValue } from './outcome';
import {
  acquire,
  change,
  close,
  escapeWithin,
  handOver,
  placeOfResource,
  takeStock,
  vanish,
} from './resources';
import type { Site, State, Value } from './state';
import type { SymbolTerm } from './terms';
import { keptByStarter } from './threads';
import { someElement } from './unknown-call';

/** A call under way: what the effects of an outcome refer to. */
export interface CallSite {
  readonly context: Context;
  readonly call: Call;
  /** What stands for the instruction's result. */
  readonly id: SymbolTerm;
  readonly presumed: boolean;
}

export function applyOutcome(site: CallSite, state: State, outcome: Outcome): void {
  const { call, id } = site;
  const opened = new Map<number, Value>();
  const valueFor = (value: OutcomeValue, target: Place | null, left: ArgumentPath | null): Value => {
    if (value.kind === 'resource') {
      const known = opened.get(value.index) ?? open(site, state, outcome, value.index, target, left);
      opened.set(value.index, known);
      return known;
    }
    return plainValue(site, state, value, target);
  };
  for (const effect of outcome.effects)
    if (effect.does === 'store') {
      const target = placeOf(site, state, effect.path);
      if (target === null) continue;
      const value = valueFor(effect.value, target, effect.left ? effect.path : null);
      store(site.context, state, target, value, call.at, id.part(effect.path.text));
      // What comes after a field is another field, whose name is not known here: `pipe(&pair.read)`.
      if (target.projection?.kind === 'further' && target.base?.projection?.kind === 'field')
        handOver(site.context, state, value);
    } else applyEffect(site, state, effect);
  if (outcome.result.kind === 'resource' && call.to === null) {
    if (!opened.has(outcome.result.index)) drop(site, state, outcome, outcome.result.index);
    return;
  }
  setResult(site, state, valueFor(outcome.result, call.to === null ? null : resolve(state, call.to), null));
}

/** What the call returns is dropped. What a function of the program's own returns, other code may hold too. */
function drop(site: CallSite, state: State, outcome: Outcome, index: number): void {
  const { context, call } = site;
  if (context.behaviourOf(call)?.page == null) return;
  const value = open(site, state, outcome, index, null, null);
  const resource = value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null;
  const { trace, widened } = state;
  context.report({
    kind: 'dropped',
    how: 'dropped',
    resource,
    place: null,
    at: call.at,
    trace,
    widened,
  });
  if (resource !== null) change(state, resource, { status: 'escaped' });
}

function plainValue({ call, id }: CallSite, state: State, value: OutcomeValue, target: Place | null): Value {
  switch (value.kind) {
    case 'constant':
      return value.failure
        ? { kind: 'failure', value: value.value, site: id }
        : { kind: 'number', value: value.value };
    case 'argument': {
      const given = evaluate(state, call.args[value.index] ?? { kind: 'unknown' }, id);
      return value.opened && given.kind !== 'resource' ? id.value : given;
    }
    case 'sentinel':
      return { kind: 'sentinel', term: state.terms.sentinel(value.name), mask: value.mask, answered: true };
    case 'memory':
      return { kind: 'pointer', place: id.heap };
    default: {
      const symbol = target === null || target === call.to ? id : id.part(target);
      if (value.kind === 'number') state.facts.set(symbol, value.mask);
      return symbol.value;
    }
  }
}

function open(
  site: CallSite,
  state: State,
  outcome: Outcome,
  index: number,
  target: Place | null,
  left: ArgumentPath | null,
): Value {
  const { context, call, id, presumed } = site;
  const resource: Site = {
    id: id.opened(index),
    call,
    block: blockOf(id),
    callee: call.callee,
    place: target,
    kind: outcome.opens[index],
    at: call.at,
    presumed,
    left,
  };
  const value = acquire(context, state, resource, target);
  const opened = state.resources.get(resource.id);
  if (opened !== undefined && !presumed && isToldByResult(site, outcome))
    change(state, opened, { checked: true });
  return value;
}

const blockOf = ({ origin }: SymbolTerm): number => (origin.kind === 'result' ? origin.block : -1);

/** The function's answer tells by itself that this was opened: no other way through it answers the same. */
function isToldByResult({ context, call }: CallSite, { result }: Outcome): boolean {
  if (result.kind !== 'constant') return false;
  const outcomes = context.behaviourOf(call)?.outcomes ?? [];
  return outcomes.every(
    (other) =>
      other.opens.length > 0 || (other.result.kind === 'constant' && other.result.value !== result.value),
  );
}

export function setResult({ context, call, id }: CallSite, state: State, value: Value): void {
  if (call.to !== null) write(context, state, call.to, value, call.at, id);
}

/** The place that an argument path means in the caller, null where the argument tells none. */
function placeOf({ call, id }: CallSite, state: State, path: ArgumentPath): Place | null {
  const { argument, projections, isWhole } = path;
  const operand = call.args[argument];
  if (operand === undefined || isWhole) return null;
  // A field of an object that is given by value.
  if (projections[0].kind === 'field')
    return operand.kind === 'place' ? resolveFrom(state, resolve(state, operand.place), projections) : null;
  const value = evaluate(state, operand, id.part(argument));
  if (value.kind !== 'pointer' && value.kind !== 'symbol') return null;
  const anywhere = value.kind === 'symbol' && value.symbol.isAnything;
  const base = anywhere ? state.terms.nowhere : pointee(state, value);
  return resolveFrom(state, base, projections.slice(1));
}

function valueAt(site: CallSite, state: State, path: ArgumentPath): Value {
  const operand = site.call.args[path.argument];
  if (operand === undefined) return state.terms.anything.value;
  if (path.isWhole) return evaluate(state, operand, site.id);
  const place = placeOf(site, state, path);
  if (place !== null) return load(state, place);
  // An object by reference, where the caller has a number: it was converted, or the parameter is of any type.
  const only = path.projections.length === 1 && path.projections[0].kind === 'pointee';
  const value = only ? evaluate(state, operand, site.id) : null;
  return value?.kind === 'resource' ? value : state.terms.anything.value;
}

function applyEffect(site: CallSite, state: State, effect: Exclude<Effect, { does: 'store' }>): void {
  const { context, call, id } = site;
  const value = valueAt(site, state, effect.path);
  const some = someElement(call.args[effect.path.argument], state);
  switch (effect.does) {
    case 'close':
      if (some !== null) escapeWithin(state, some);
      else if (isCounter(context.fn, call.args[effect.path.argument])) handOver(context, state, value);
      else close(context, state, value, { instruction: id, callee: call.callee, at: call.at });
      break;
    case 'take':
      if (value.kind === 'resource' && keptByStarter(context, call).has(effect.path.argument)) break;
      if (some !== null) escapeWithin(state, some);
      else if (!keepInObject(site, state, value)) handOver(context, state, value);
      break;
    case 'use':
      use(site, state, value, effect.path);
      break;
    case 'free':
      takeStock(context, state, 'freed', call.at);
      free(context, state, value, call.at);
  }
}

/** `for (fd = 3; fd < most; fd++) close(fd);`: numbers one after the other, of which none is known to be open. */
function isCounter(fn: IrFunction, operand: Operand | undefined): boolean {
  if (operand?.kind !== 'place') return false;
  const known = counters.get(fn) ?? countersOf(fn);
  counters.set(fn, known);
  return known.has(operand.place);
}

const counters = new WeakMap<IrFunction, ReadonlySet<Place>>();

const countersOf = ({ blocks }: IrFunction): ReadonlySet<Place> =>
  new Set(
    blocks.flatMap(({ instructions }) =>
      instructions.flatMap((each) =>
        each.op === 'assign' && each.from.kind === 'sum' && each.from.place === each.to ? [each.to] : [],
      ),
    ),
  );

/** An object that was just made keeps a descriptor: it is open as long as the object is only this function's. */
function keepInObject({ context, call, id }: CallSite, state: State, value: Value): boolean {
  const { holder } = call;
  const resource = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
  if (holder === undefined || resource?.site == null || resource.status !== 'open') return false;
  const place = resolve(state, holder);
  if (!isInHeap(place)) return false;
  store(context, state, place, value, call.at, id);
  return true;
}

/** A call that needs an open descriptor: neither one that was closed nor the value of failure. */
function use({ context, call }: CallSite, state: State, value: Value, path: ArgumentPath): void {
  const say = (kind: Event['kind'], place: Place | null) =>
    context.report({
      kind,
      how: call.callee.name,
      resource: value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null,
      place,
      at: call.at,
      trace: state.trace,
      widened: state.widened,
    });
  if (value.kind === 'failure') {
    const operand = call.args[path.argument];
    say('failure-used', operand.kind === 'place' ? operand.place : null);
  } else if (value.kind === 'resource') {
    const resource = state.resources.get(value.id);
    if (resource?.status === 'closed') say('use-after-close', placeOfResource(state, resource));
  }
}

/** Memory is given back, and what only it held leaks; a caller's memory too, if this call opened what it holds. */
function free(context: Context, state: State, value: Value, at: Span): void {
  const shared = value.kind === 'symbol' && !value.symbol.isAnything;
  if (shared || (value.kind === 'pointer' && isInHeap(value.place)))
    vanish(context, state, pointee(state, value), 'freed', at);
}

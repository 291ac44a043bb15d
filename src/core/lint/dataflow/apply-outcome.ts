import type { Place, Span } from '../ir';
import { store, write } from './assign';
import type { Call, Context } from './context';
import type { Event } from './event';
import { evaluate, HEAP, load, pointee, resolve, resolveFrom, symbol } from './memory';
import type { Effect, Outcome, OutcomeValue } from './outcome';
import { acquire, change, close, escapeWithin, handOver, nameOf, takeStock, vanish } from './resources';
import type { Site, State, Value } from './state';
import { someElement } from './unknown-call';

/** A call under way: what the effects of an outcome refer to. */
export interface CallSite {
  readonly context: Context;
  readonly call: Call;
  /** Names the instruction within its function. */
  readonly id: string;
  readonly presumed: boolean;
}

export function applyOutcome(site: CallSite, state: State, outcome: Outcome): void {
  const { call, id } = site;
  const opened = new Map<number, Value>();
  const valueFor = (value: OutcomeValue, target: Place | null, left: string | null): Value => {
    if (value.kind === 'resource') {
      const known = opened.get(value.index) ?? open(site, state, outcome, value.index, target, left);
      opened.set(value.index, known);
      return known;
    }
    return plainValue(site, state, value, target ?? 'result');
  };
  for (const effect of outcome.effects)
    if (effect.does === 'store') {
      const target = placeOf(site, state, effect.path);
      if (target === null) continue;
      const value = valueFor(effect.value, target, effect.left ? effect.path : null);
      store(site.context, state, target, value, call.at, `${id} ${effect.path}`);
      // What comes after a field is another field, whose name is not known here: `pipe(&pair.read)`.
      if (/\.[A-Za-z_]\w*\.\+\d+$/.test(target)) handOver(site.context, state, value);
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
    name: call.callee.name,
    at: call.at,
    trace,
    widened,
  });
  if (resource !== null) change(state, resource, { status: 'escaped' });
}

function plainValue({ call, id }: CallSite, state: State, value: OutcomeValue, target: Place): Value {
  switch (value.kind) {
    case 'constant':
      return value.failure
        ? { kind: 'failure', value: value.value, site: id }
        : { kind: 'number', value: value.value };
    case 'argument':
      return evaluate(state, call.args[value.index] ?? { kind: 'unknown' }, id);
    case 'memory':
      return { kind: 'pointer', place: HEAP + id };
    default: {
      const name = target === 'result' || target === call.to ? id : `${id} ${target}`;
      if (value.kind === 'number') state.facts.set(name, value.mask);
      return symbol(name);
    }
  }
}

function open(
  site: CallSite,
  state: State,
  outcome: Outcome,
  index: number,
  target: Place | null,
  left: string | null,
): Value {
  const { context, call, id, presumed } = site;
  const resource: Site = {
    id: `${id}/${index}`,
    callee: call.callee,
    name: target ?? call.callee.name,
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
function placeOf({ call, id }: CallSite, state: State, path: string): Place | null {
  const [index, ...projections] = path.split('.');
  const operand = call.args[Number(index)];
  if (operand === undefined || projections.length === 0) return null;
  const value = evaluate(state, operand, `${id} ${index}`);
  if (value.kind !== 'pointer' && value.kind !== 'symbol') return null;
  const base = value.kind === 'symbol' && value.id === '?' ? '$nowhere.*' : pointee(value);
  return resolveFrom(state, base, projections.slice(1));
}

function valueAt(site: CallSite, state: State, path: string): Value {
  const operand = site.call.args[Number.parseInt(path, 10)];
  if (operand === undefined) return symbol('?');
  if (!path.includes('.')) return evaluate(state, operand, site.id);
  const place = placeOf(site, state, path);
  return place === null ? symbol('?') : load(state, place);
}

function applyEffect(site: CallSite, state: State, effect: Exclude<Effect, { does: 'store' }>): void {
  const { context, call, id } = site;
  const value = valueAt(site, state, effect.path);
  const some = someElement(call.args[Number.parseInt(effect.path, 10)], state);
  switch (effect.does) {
    case 'close':
      if (some !== null) escapeWithin(state, some);
      else close(context, state, value, { instruction: id, callee: call.callee, at: call.at });
      break;
    case 'take':
      if (some !== null) escapeWithin(state, some);
      else handOver(context, state, value);
      break;
    case 'use':
      use(site, state, value, effect.path);
      break;
    case 'free':
      takeStock(context, state, 'freed', call.at);
      free(context, state, value, call.at);
  }
}

/** A call that needs an open descriptor: neither one that was closed nor the value of failure. */
function use({ context, call }: CallSite, state: State, value: Value, path: string): void {
  const say = (kind: Event['kind'], name: string) =>
    context.report({
      kind,
      how: call.callee.name,
      resource: value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null,
      name,
      at: call.at,
      trace: state.trace,
      widened: state.widened,
    });
  if (value.kind === 'failure') {
    const operand = call.args[Number.parseInt(path, 10)];
    say('failure-used', operand.kind === 'place' ? operand.place : '');
  } else if (value.kind === 'resource') {
    const resource = state.resources.get(value.id);
    if (resource?.status === 'closed') say('use-after-close', nameOf(state, resource));
  }
}

/** Memory is given back, and what only it held leaks; a caller's memory too, if this call opened what it holds. */
function free(context: Context, state: State, value: Value, at: Span): void {
  const shared = value.kind === 'symbol' && value.id !== '?';
  if (shared || (value.kind === 'pointer' && value.place.startsWith(HEAP)))
    vanish(context, state, pointee(value), 'freed', at);
}

import type { Operand, Place } from '../ir';
import { forgetFactsAbout, store, write } from './assign';
import { forgetReceived, signs } from './assume';
import type { Call, Context } from './context';
import type { Event } from './event';
import {
  evaluate,
  HEAP,
  holdersOf,
  isWithin,
  load,
  pointee,
  read,
  resolve,
  resolveFrom,
  symbol,
} from './memory';
import type { Behaviour, Effect, Outcome, OutcomeValue } from './outcome';
import {
  acquire,
  change,
  close,
  escapeWithin,
  forget,
  handOver,
  nameOf,
  resourceOf,
  vanish,
} from './resources';
import { ANY, ZERO } from './sign';
import { type Site, type State, type Value, valueKey } from './state';

/** A call under way: what the effects of an outcome refer to. */
interface CallSite {
  readonly context: Context;
  readonly call: Call;
  /** Names the instruction within its function. */
  readonly id: string;
  readonly presumed: boolean;
}

/** The states after a call: one for each way in which it can end. */
export function applyCall(context: Context, state: State, call: Call, id: string): readonly State[] {
  renew(state, id);
  context.resultOf.set(id, call.callee);
  // Arguments are evaluated whatever is known of the function: what they follow is no null pointer.
  for (const operand of call.args) evaluate(state, operand, id);
  const known = context.behaviourOf(call);
  if (known === null || known.page === null) showObjects(state, call, id);
  if (known !== null) return applyBehaviour({ context, call, id, presumed: false }, state, known);
  if (context.neverReturns(call)) return [];
  const opens = context.presumedToOpen(call);
  const site: CallSite = { context, call, id, presumed: opens !== null };
  showResults(site, state);
  applyUnknown(site, state);
  if (opens !== null) return applyBehaviour(site, state, presumedBehaviour(opens));
  setResult(site, state, symbol(id));
  return [state];
}

const presumedBehaviour = (kind: Outcome['opens'][number]): Behaviour => ({
  outcomes: [
    { requires: [], result: { kind: 'resource', index: 0 }, opens: [kind], effects: [] },
    { requires: [], result: { kind: 'constant', value: -1, failure: true }, opens: [], effects: [] },
  ],
  traits: [],
  page: null,
});

/** The symbol of an instruction is about to stand for something new. */
function renew(state: State, id: string): void {
  for (const key of [...state.facts.keys()])
    if (key === id || key.startsWith(`${id} `) || key.endsWith(` ${id}`)) state.facts.delete(key);
  for (const [place, value] of [...state.places]) {
    if (value.kind === 'symbol' && value.id === id) state.places.set(place, symbol('?'));
    if (value.kind === 'pointer' && value.place === HEAP + id) state.places.set(place, symbol('?'));
    if (!isWithin(place, `$${id}`)) continue;
    state.places.delete(place);
    const held = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    if (held?.status === 'open') change(state, held, { status: 'escaped' });
  }
  escapeWithin(state, HEAP + id);
  forget(state, `from ${id}`);
}

function applyBehaviour(site: CallSite, state: State, behaviour: Behaviour): readonly State[] {
  const { context, call, id } = site;
  if (!behaviour.traits.includes('prints')) showResults(site, state);
  if (behaviour.traits.includes('receive')) noticeIgnoredEnd(site, state);
  const lent = behaviour.page === null ? resourcesBehindPointers(site, state) : [];
  const after: State[] = [];
  for (const outcome of behaviour.outcomes) {
    const next = behaviour.outcomes.length === 1 ? state : state.clone();
    if (!meetsRequirements(site, next, outcome)) continue;
    applyOutcome(site, next, outcome);
    for (const each of lent) handOver(context, next, { kind: 'resource', id: each });
    if (behaviour.traits.includes('fork')) next.step('forked', call.at, { callee: call.callee }, null);
    after.push(next);
  }
  if (behaviour.page === null) for (const next of after) rememberQuestion(context, next, call, id);
  return after;
}

/** A function of the program's own that gets the address of a descriptor may copy it to where it is kept. */
function resourcesBehindPointers({ call, id }: CallSite, state: State): readonly string[] {
  return call.args.flatMap((operand, index) => {
    const value = evaluate(state, operand, `${id} ${index}`);
    if (value.kind !== 'pointer') return [];
    // The address of an array's first element leads to all of them.
    const whole = value.place.replace(/\.\[\d+\]$/, '');
    return [...state.places].flatMap(([place, held]) =>
      held.kind === 'resource' && (place === value.place || (whole !== value.place && isWithin(place, whole)))
        ? [held.id]
        : [],
    );
  });
}

function meetsRequirements({ call, id }: CallSite, state: State, { requires }: Outcome): boolean {
  return requires.every(({ argument, mask }) => {
    const operand = call.args[argument];
    if (operand === undefined) return true;
    const value = evaluate(state, operand, `${id} ${argument}`);
    const possible = signs(state, value) & mask;
    if (possible === 0) return false;
    if (value.kind === 'symbol' && value.id !== '?') state.facts.set(value.id, possible);
    return true;
  });
}

function applyOutcome(site: CallSite, state: State, outcome: Outcome): void {
  const { call, id } = site;
  const opened = new Map<number, Value>();
  const valueFor = (value: OutcomeValue, target: Place | null): Value => {
    if (value.kind === 'resource') {
      const known = opened.get(value.index) ?? open(site, state, outcome, value.index, target);
      opened.set(value.index, known);
      return known;
    }
    return plainValue(site, state, value, target ?? 'result');
  };
  for (const effect of outcome.effects)
    if (effect.does === 'store') {
      const target = placeOf(site, state, effect.path);
      if (target !== null)
        store(site.context, state, target, valueFor(effect.value, target), call.at, `${id} ${effect.path}`);
    } else applyEffect(site, state, effect);
  if (outcome.result.kind === 'resource' && call.to === null) return;
  setResult(site, state, valueFor(outcome.result, call.to === null ? null : resolve(state, call.to)));
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

function open(site: CallSite, state: State, outcome: Outcome, index: number, target: Place | null): Value {
  const { context, call, id, presumed } = site;
  const resource: Site = {
    id: `${id}/${index}`,
    callee: call.callee,
    name: target ?? call.callee,
    kind: outcome.opens[index],
    at: call.at,
    presumed,
  };
  return acquire(context, state, resource, target);
}

function setResult({ context, call, id }: CallSite, state: State, value: Value): void {
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
      if (value.kind === 'pointer' && value.place.startsWith(HEAP))
        vanish(context, state, value.place, 'freed', call.at);
  }
}

/** The array of which an operand names an element that nobody can tell. */
function someElement(operand: Operand | undefined, state: State): Place | null {
  if (operand?.kind !== 'place') return null;
  const place = resolve(state, operand.place);
  const at = place.indexOf('.[?]');
  return at < 0 ? null : place.slice(0, at);
}

/** A call that needs an open descriptor: neither one that was closed nor the value of failure. */
function use({ context, call }: CallSite, state: State, value: Value, path: string): void {
  const say = (kind: Event['kind'], name: string) =>
    context.report({
      kind,
      how: call.callee,
      resource: value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null,
      name,
      at: call.at,
      trace: state.trace,
      blurred: state.blurred,
    });
  if (value.kind === 'failure') {
    const operand = call.args[Number.parseInt(path, 10)];
    say('failure-used', operand.kind === 'place' ? operand.place : '');
  } else if (value.kind === 'resource') {
    const resource = state.resources.get(value.id);
    if (resource?.status === 'closed') say('use-after-close', nameOf(state, resource));
  }
}

/** Receiving again from the same descriptor although the last result, unasked, may have been 0. */
function noticeIgnoredEnd({ context, call, id }: CallSite, state: State): void {
  const [operand] = call.args;
  if (call.to === null || operand?.kind !== 'place') return;
  const value = read(state, operand.place);
  const from = valueKey(value);
  const before = state.received.get(id);
  if (before?.from === from && (before.mask & ZERO) !== 0)
    context.report({
      kind: 'end-ignored',
      how: call.callee,
      resource: value.kind === 'resource' ? (state.resources.get(value.id) ?? null) : null,
      name: operand.place,
      at: call.at,
      trace: state.trace,
      blurred: state.blurred,
    });
  if (value.kind !== 'symbol' || value.id !== '?') state.received.set(id, { mask: ANY, from });
}

/** Who is given the result of a receiving call may see its end. */
function showResults({ call, id }: CallSite, state: State): void {
  if (state.received.size === 0) return;
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, `${id} ${index}`);
    forgetReceived(state, value);
  });
}

/** Who gets a pointer to an object can close what it holds. */
function showObjects(state: State, call: Call, id: string): void {
  const open = [...state.resources.values()].filter(({ status, passed }) => status === 'open' && !passed);
  if (open.length === 0) return;
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, `${id} ${index}`);
    if (value.kind !== 'symbol' || value.id === '?') return;
    const whole = pointee(value);
    for (const resource of open)
      if (holdersOf(state, resource.id).some((place) => isWithin(place, whole)))
        change(state, resource, { passed: true });
  });
}

/** Nothing is known of the function: its name says what it does with what it is given; else it borrows. */
function applyUnknown({ context, call, id }: CallSite, state: State): void {
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, `${id} ${index}`);
    const guess = context.guess(call, index);
    const some = someElement(operand, state);
    if (some !== null) escapeWithin(state, some);
    else if (value.kind === 'pointer') passPointer(context, state, value.place, operand, `${id} ${index}`);
    else if (value.kind === 'resource' || guess !== 'borrow')
      passValue(context, state, value, operand, guess);
    if (operand.kind === 'place') escapeParts(state, resolve(state, operand.place));
  });
  rememberQuestion(context, state, call, id);
}

function passValue(context: Context, state: State, value: Value, operand: Operand, guess: string): void {
  const anonymous = operand.kind === 'place' && (operand.cast === true || operand.place.startsWith('%'));
  if (guess !== 'borrow' || anonymous) handOver(context, state, value);
  else {
    const resource = resourceOf(state, value);
    if (resource !== null) change(state, resource, { passed: true });
  }
}

/** An aggregate given by value takes what it holds along. */
function escapeParts(state: State, whole: Place): void {
  for (const [place, value] of state.places)
    if (place !== whole && value.kind === 'resource' && isWithin(place, whole)) {
      escapeWithin(state, whole);
      return;
    }
}

/** What an unknown function gets the address of, it may close, keep, or write. */
function passPointer(context: Context, state: State, whole: Place, operand: Operand, id: string): void {
  escapeWithin(state, whole);
  if (whole.startsWith(HEAP)) return;
  for (const place of [...state.places.keys()]) if (isWithin(place, whole)) state.places.delete(place);
  renew(state, id);
  state.places.set(whole, symbol(id));
  forgetFactsAbout(context, state, operand.kind === 'address' ? operand.place : whole, whole);
}

/** What a function that cannot be looked into answers may be whether a descriptor is one. */
function rememberQuestion(context: Context, state: State, call: Call, id: string): void {
  const asked: string[] = [];
  for (const operand of call.args) {
    if (operand.kind !== 'place') continue;
    const value = read(state, operand.place);
    if (value.kind === 'resource' && state.resources.get(value.id)?.checked === false) asked.push(value.id);
  }
  if (asked.length > 0) context.askedAbout.set(id, [...(context.askedAbout.get(id) ?? []), ...asked]);
}

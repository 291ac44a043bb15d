import type { Operand, Place } from '../ir';
import type { CallSite } from './apply-outcome';
import { forgetFactsAbout } from './assign';
import type { Call, Context } from './context';
import { isLent } from './lent';
import { evaluate, holdersOf, isInHeap, read, resolve } from './memory';
import type { Behaviour, Outcome } from './outcome';
import { renew } from './renew';
import { change, escapeWithin, handOver, resourceOf } from './resources';
import type { State, Value } from './state';
import type { ResourceId, SymbolTerm } from './terms';
import { keptByStarter } from './threads';

/** Kinds that are told from failure by a pointer that is not null. */
const POINTERS: ReadonlySet<Outcome['opens'][number]> = new Set(['stream', 'directory']);

export const presumedBehaviour = (kind: Outcome['opens'][number]): Behaviour => ({
  outcomes: [
    { requires: [], result: { kind: 'resource', index: 0 }, opens: [kind], effects: [] },
    {
      requires: [],
      result: { kind: 'constant', value: POINTERS.has(kind) ? 0 : -1, failure: true },
      opens: [],
      effects: [],
    },
  ],
  traits: [],
  page: null,
});

/** The array of which an operand names an element whose index is not known. */
export function someElement(operand: Operand | undefined, state: State): Place | null {
  if (operand?.kind !== 'place') return null;
  const place = resolve(state, operand.place);
  if (!place.isVague) return null;
  let array = place;
  for (let at: Place | null = place; at !== null; at = at.base)
    if (at.projection?.kind === 'some') array = at.base ?? at;
  return array;
}

/** Who gets a pointer to an object can close what it holds. */
export function showObjects(state: State, call: Call, id: SymbolTerm): void {
  const open = [...state.resources.values()].filter(({ status, passed }) => status === 'open' && !passed);
  if (open.length === 0) return;
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, id.part(index));
    if (value.kind !== 'symbol' || value.symbol.isAnything) return;
    const whole = value.symbol.pointee;
    for (const resource of open)
      if (holdersOf(state, resource.id).some((place) => place.isWithin(whole)))
        change(state, resource, { passed: true });
  });
}

/** Nothing is known of the function: its name says what it does with what it is given; else it borrows. */
export function applyUnknown({ context, call, id }: CallSite, state: State): void {
  const kept = keptByStarter(context, call);
  call.args.forEach((operand, index) => {
    const value = evaluate(state, operand, id.part(index));
    if (value.kind === 'resource' && kept.has(index)) return;
    // A function behind a pointer may do anything with it.
    const indirect = call.callee.kind === 'pointer';
    const lent = indirect && operand.kind === 'place' && isLent(context.fn, call, operand.place);
    const guess = lent ? 'borrow' : indirect ? 'take' : context.guess(call, index);
    const some = someElement(operand, state);
    if (some !== null) escapeWithin(state, some);
    else if (value.kind === 'pointer') passPointer(context, state, value.place, operand, id.part(index));
    else if (value.kind === 'resource' || guess !== 'borrow')
      passValue(context, state, value, operand, guess);
    if (operand.kind === 'place') escapeParts(state, resolve(state, operand.place));
  });
  rememberQuestion(context, state, call, id);
}

function passValue(context: Context, state: State, value: Value, operand: Operand, guess: string): void {
  const anonymous =
    operand.kind === 'place' && (operand.cast === true || operand.place.start.kind === 'temporary');
  if (guess !== 'borrow' || anonymous) handOver(context, state, value);
  else {
    const resource = resourceOf(state, value);
    if (resource !== null) change(state, resource, { passed: true });
  }
}

/** An aggregate given by value takes what it holds along. */
export function escapeParts(state: State, whole: Place): void {
  for (const [place, value] of state.places)
    if (place !== whole && value.kind === 'resource' && place.isWithin(whole)) {
      escapeWithin(state, whole);
      return;
    }
}

/** What an unknown function gets the address of, it may close, keep, or write. */
function passPointer(context: Context, state: State, whole: Place, operand: Operand, id: SymbolTerm): void {
  escapeWithin(state, whole);
  if (isInHeap(whole)) return;
  for (const place of [...state.places.keys()]) if (place.isWithin(whole)) state.places.delete(place);
  renew(state, id);
  state.places.set(whole, id.value);
  forgetFactsAbout(context, state, operand.kind === 'address' ? operand.place : whole, whole);
}

/** What a function that cannot be looked into answers may be whether a descriptor is one. */
export function rememberQuestion(context: Context, state: State, call: Call, id: SymbolTerm): void {
  const asked: ResourceId[] = [];
  for (const operand of call.args) {
    if (operand.kind !== 'place') continue;
    const value = read(state, operand.place);
    if (value.kind === 'resource' && state.resources.get(value.id)?.checked === false) asked.push(value.id);
  }
  if (asked.length > 0) context.askedAbout.set(id, [...(context.askedAbout.get(id) ?? []), ...asked]);
}

import type { Place } from '../ir';
import { change, escapeWithin, forget } from './resources';
import type { State, Value } from './state';
import type { Question, SymbolTerm } from './terms';

/** The symbol of an instruction is about to stand for something new. */
export function renew(state: State, symbol: SymbolTerm): void {
  for (const question of state.facts.keys()) if (isAbout(question, symbol)) state.facts.delete(question);
  let allocated = false;
  for (const [place, value] of state.places) {
    if (value.kind === 'symbol' && value.symbol === symbol)
      state.places.set(place, state.terms.anything.value);
    if (value.kind === 'pointer' && symbol.ownsHeap(value.place)) {
      if (value.place.isRoot) state.places.set(place, state.terms.anything.value);
      allocated = true;
    }
    allocated ||= symbol.ownsHeap(place);
    if (!symbol.ownsMemory(place)) continue;
    state.places.delete(place);
    const held = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
    if (held?.status === 'open') change(state, held, { status: 'escaped' });
  }
  if (allocated) escapeWithin(state, symbol.heap);
  const given = symbol.givenIfAsked;
  if (given !== null) forget(state, given);
  forgetBehind(state, symbol);
}

/** What lies behind the symbol lies elsewhere from now on: another element, another object. */
function forgetBehind(state: State, symbol: SymbolTerm): void {
  const isBehind = (place: Place | null): boolean => place !== null && symbol.ownsMemory(place);
  for (const { id, site, origin } of [...state.resources.values()])
    if (site === null && isBehind(origin)) forget(state, id);
  for (const [result, { from }] of [...state.received])
    if (isOf(from, symbol) || (from.kind === 'symbol' && isBehind(from.symbol.initialOf)))
      state.received.delete(result);
}

const isOf = (value: Value, symbol: SymbolTerm): boolean =>
  (value.kind === 'symbol' && value.symbol.isWithin(symbol)) ||
  (value.kind === 'resource' && value.id === symbol.givenIfAsked);

function isAbout(question: Question, symbol: SymbolTerm): boolean {
  switch (question.kind) {
    case 'symbol':
      return question.isWithin(symbol);
    case 'exact':
    case 'excluded':
    case 'reached':
      return question.of.kind === 'symbol' && question.of.isWithin(symbol);
    case 'order':
      return isAbout(question.left, symbol) || question.right === symbol;
    default:
      return false;
  }
}

import { type Condition, opposite, type Place, type Relation, swapped } from '../ir';
import type { Context } from './context';
import { evaluate, holdersOf, isOwn, read } from './memory';
import { change } from './resources';
import { ANY, holds, type SignMask, satisfying, ZERO } from './sign';
import { signs } from './signs';
import { isSame, type State, type Value } from './state';
import type { ResourceId, SymbolTerm, Term } from './terms';

/** How `<`, `==` and `>` between two unknown values are remembered. */
const PAIR: Readonly<Record<Relation, number>> = { '<': 1, '==': 2, '>': 4, '<=': 3, '!=': 5, '>=': 6 };
const SWAPPED_PAIR = [0, 4, 2, 6, 1, 5, 3, 7];
/** Standard input, output and error: a descriptor that was just opened is above them in any program to be warned. */
const LOWEST_OPENED = 3;

/**
 * The state in which a condition holds (or does not), null where it cannot. Changes `state`, which the caller owns.
 */
export function assume(context: Context, state: State, condition: Condition, truth: boolean): State | null {
  const left = evaluate(state, condition.left, state.terms.anything);
  const right = evaluate(state, condition.right, state.terms.anything);
  const relation = truth ? condition.relation : opposite(condition.relation);
  // errno says whether a result of 0 or below was the end; an expression that reads the result may.
  if (condition.left.kind === 'unknown') state.received.clear();
  else if (left.kind === 'opaque') forgetReceived(state, left);
  if (relation === '==')
    for (const [one, other] of [
      [left, right],
      [right, left],
    ])
      notTheEnd(state, one, other);
  return compare(context, state, left, relation, right) ? state : null;
}

/** The code looked at a received length, or at what was made of it. */
export function forgetReceived(state: State, value: Value): void {
  if (value.kind === 'symbol') state.received.delete(value.symbol);
  else if (value.kind === 'opaque')
    for (const place of value.reads) forgetReceived(state, read(state, place));
}

/** As long as what was asked for, whatever that is: `n != length` was asked, and it was not so. */
function notTheEnd(state: State, received: Value, length: Value): void {
  if (received.kind === 'symbol' && plain(length) === null)
    narrowReceived(state, received.symbol, ANY & ~ZERO);
}

function compare(context: Context, state: State, left: Value, relation: Relation, right: Value): boolean {
  const value = plain(right);
  if (value !== null) return compareNumber(context, state, left, relation, value, right.kind === 'failure');
  if (plain(left) !== null) return compare(context, state, right, swapped(relation), left);
  if (right.kind === 'sentinel') return compareSentinel(context, state, left, relation, right);
  if (left.kind === 'sentinel') return compareSentinel(context, state, right, swapped(relation), left);
  if (left.kind === 'resource' && right.kind === 'resource')
    return relation === '==' ? left.id === right.id : relation === '!=' ? left.id !== right.id : true;
  if (left.kind === 'pointer' && right.kind === 'pointer')
    return relation === '==' ? left.place === right.place : true;
  if (left.kind === 'resource') return compareOpened(context, state, left, relation, right);
  if (right.kind === 'resource') return compareOpened(context, state, right, swapped(relation), left);
  return comparePair(context, state, left, relation, right);
}

/** What was just opened is nothing that was there before. */
function compareOpened(
  context: Context,
  state: State,
  left: Extract<Value, { kind: 'resource' }>,
  relation: Relation,
  right: Value,
): boolean {
  const resource = state.resources.get(left.id);
  const older = right.kind === 'symbol' && right.symbol.initialOf !== null;
  if (resource !== undefined && relation === '==') {
    if (older && resource.site !== null && resource.status === 'open' && !resource.passed) return false;
    // Where the number of a closed descriptor comes up again, it belongs to a new descriptor.
    if (resource.status === 'closed') change(state, resource, { status: 'escaped' });
    // It came out under the very number that was asked for: it is to stay there.
    else if (right.kind === 'symbol') change(state, resource, { doubtful: true });
  }
  return comparePair(context, state, left, relation, right);
}

/** The number that a value is, if it is one. */
const plain = (value: Value): number | null =>
  value.kind === 'number' || value.kind === 'failure' ? value.value : null;

function compareNumber(
  context: Context,
  state: State,
  left: Value,
  relation: Relation,
  value: number,
  wasFailure: boolean,
): boolean {
  switch (left.kind) {
    case 'number':
    case 'failure':
      return holds(left.value, relation, value);
    case 'resource':
      return compareResource(state, left.id, relation, value, wasFailure);
    case 'pointer':
      return value !== 0 || relation !== '==';
    case 'sentinel':
      if (left.answered && relation === '==') doubtAll(state);
      // Its value is not known, but it is one: two tests of it agree.
      return (
        compareSentinel(context, state, { kind: 'number', value }, swapped(relation), left) &&
        narrow(context, state, left.term, left.mask, relation, value)
      );
    case 'symbol':
      if (left.symbol.isAnything) return true;
      doubt(context, state, left.symbol);
      doubtCopies(context, state, left.symbol);
      return narrow(context, state, left.symbol, ANY, relation, value);
    case 'opaque':
      for (const place of left.reads) doubtPlace(state, place);
      context.dependencies.set(left.term, left.reads);
      return narrow(context, state, left.term, left.mask, relation, value);
  }
}

/** An open resource is no failure value; where success cannot be told from failure, both may be. */
function compareResource(
  state: State,
  id: ResourceId,
  relation: Relation,
  value: number,
  wasFailure: boolean,
): boolean {
  const resource = state.resources.get(id);
  if (resource === undefined || wasFailure) return relation !== '==';
  if (resource.site === null) return true;
  if (value <= 0 && !resource.checked) change(state, resource, { checked: true });
  return value < LOWEST_OPENED ? holds(LOWEST_OPENED, relation, value) : true;
}

type SentinelValue = Extract<Value, { kind: 'sentinel' }>;

/** A name of unknown value that an acquired value is compared with is the value of failure. */
function compareSentinel(
  context: Context,
  state: State,
  left: Value,
  relation: Relation,
  { term, mask }: SentinelValue,
): boolean {
  if (relation !== '==' && relation !== '!=') return true;
  if (left.kind === 'resource') {
    const resource = state.resources.get(left.id);
    if (resource?.site === null) return true;
    if (resource !== undefined) change(state, resource, { checked: true });
    return relation === '!=';
  }
  const excluded = (signs(state, left) & mask) === 0;
  if (excluded) return relation === '!=';
  if (left.kind === 'failure' || (left.kind === 'number' && left.value < 0)) return relation === '==';
  if (left.kind === 'sentinel') {
    if (left.term === term) return relation === '==';
    // Two names that a program compares are hardly ever one number: `result = ERR_FORK; if (result != OK)`.
    if (relation === '==') doubtAll(state);
    return true;
  }
  if (left.kind !== 'symbol' || left.symbol.isAnything) return true;
  const { symbol } = left;
  doubt(context, state, symbol);
  if (relation === '==' && mask !== ANY) state.facts.set(symbol, (state.facts.get(symbol) ?? ANY) & mask);
  return comparePair(context, state, left, relation, { kind: 'sentinel', term, mask });
}

function comparePair(context: Context, state: State, left: Value, relation: Relation, right: Value): boolean {
  const [a, b] = [termOf(context, left), termOf(context, right)];
  if (a === null || b === null) return true;
  for (const side of [left, right]) if (side.kind === 'resource') doubtResource(state, side.id);
  const inOrder = a.text <= b.text;
  const [first, second] = inOrder ? [a, b] : [b, a];
  const wanted = inOrder ? PAIR[relation] : SWAPPED_PAIR[PAIR[relation]];
  const order = first.comparedWith(second);
  context.dependencies.set(order, [
    ...(context.dependencies.get(first) ?? []),
    ...(context.dependencies.get(second) ?? []),
  ]);
  const kept = (state.facts.get(order) ?? 7) & wanted;
  if (kept === 0) return false;
  state.facts.set(order, kept);
  return true;
}

/** What facts about a value are about. */
function termOf(context: Context, value: Value): Term | null {
  switch (value.kind) {
    case 'symbol':
      return value.symbol.isAnything ? null : value.symbol;
    case 'opaque':
      context.dependencies.set(value.term, value.reads);
      return value.term;
    case 'sentinel':
      return value.term;
    case 'resource':
      return value.id;
    default:
      return null;
  }
}

/**
 * Whether a field is set decides whether a copy of it is closed: on other paths the same is stored in both, on this one
 * the field has not been written, and what it held before goes together with what is open, in ways that are not seen.
 */
function doubtCopies({ fn, copies }: Context, state: State, { initialOf: place }: SymbolTerm): void {
  const others = place === null ? undefined : copies.get(place);
  if (place === null || others === undefined || isOwn(fn, place)) return;
  for (const resource of [...state.resources.values()])
    if (resource.site !== null && holdersOf(state, resource.id).some((holder) => others.has(holder)))
      change(state, resource, { doubtful: true });
}

/** What told paths apart was forgotten where they were joined: which of them this is, is not known any more. */
function doubtForgotten(state: State, term: Term): void {
  if (state.forgotten.has(term)) doubtAll(state);
}

function doubtAll(state: State): void {
  for (const resource of [...state.resources.values()])
    if (resource.site !== null && resource.status === 'open') change(state, resource, { doubtful: true });
}

/** Keeps what of a symbol's or expression's possible values satisfies the relation. */
function narrow(
  context: Context,
  state: State,
  term: Term,
  possible: SignMask,
  relation: Relation,
  value: number,
): boolean {
  const kept = satisfying((state.facts.get(term) ?? ANY) & possible, relation, value);
  if (kept === 0) return false;
  doubtForgotten(state, term);
  state.facts.set(term, kept);
  if (term.kind === 'symbol') narrowReceived(state, term, kept);
  if (value >= -1 && value <= 1) return true;
  return (
    narrowReached(context, state, term, relation, value) && narrowExact(context, state, term, relation, value)
  );
}

/** Lengths that are told apart: `i < n` with the counter's known values decides how often a loop came round. */
const SHORTEST = 2;
const LONGEST = 5;
const YES = 1;
const NO = 2;

/** Whether a length of a few reaches this one: two loops up to the same length come round as often. */
function narrowReached(
  context: Context,
  state: State,
  term: Term,
  relation: Relation,
  value: number,
): boolean {
  if (relation === '==' || relation === '!=') return true;
  const bound = relation === '<' || relation === '>=' ? value : value + 1;
  if (bound < SHORTEST || bound > LONGEST) return true;
  const reached = relation === '>' || relation === '>=';
  for (let each = SHORTEST; each <= LONGEST; each++) {
    const known = state.facts.get(term.reaches(each));
    if (known === (reached ? NO : YES) && (reached ? each <= bound : each >= bound)) return false;
  }
  const question = term.reaches(bound);
  context.dependencies.set(question, context.dependencies.get(term) ?? []);
  state.facts.set(question, reached ? YES : NO);
  return true;
}

/** What a receiving call returned is known better. */
function narrowReceived({ received }: State, symbol: SymbolTerm, kept: SignMask): void {
  const result = received.get(symbol);
  if (result === undefined) return;
  received.set(symbol, { ...result, mask: result.mask & kept });
  // The end stays the end: one call that did not see it speaks for all before it.
  if ((kept & ZERO) === 0)
    for (const [other, { from }] of [...received])
      if (other !== symbol && isSame(from, result.from)) received.delete(other);
}

/** Facts of a state beyond which it is not remembered what else a number is not: each case of a switch would add one. */
const MOST_EXCLUDED = 128;

/** Numbers beyond -1, 0 and 1 (the cases of a switch) are remembered one by one. */
function narrowExact(context: Context, state: State, term: Term, relation: Relation, value: number): boolean {
  if (relation !== '==' && relation !== '!=') return true;
  const known = state.facts.get(term.exact);
  const excluded = term.isNot(value);
  const dependencies = context.dependencies.get(term) ?? [];
  context.dependencies.set(excluded, dependencies);
  context.dependencies.set(term.exact, dependencies);
  if (known !== undefined) return holds(known, relation, value);
  if (relation === '==') {
    if (state.facts.get(excluded) === 0) return false;
    state.facts.set(term.exact, value);
  } else if (state.facts.size < MOST_EXCLUDED) state.facts.set(excluded, 0);
  return true;
}

/** An unknown function was asked about a descriptor before its failure was ruled out, and this is its answer. */
function doubt(context: Context, state: State, symbol: SymbolTerm): void {
  for (const id of context.askedAbout.get(symbol) ?? []) doubtResource(state, id);
}

function doubtPlace(state: State, place: Place): void {
  const value = read(state, place);
  if (value.kind === 'resource') doubtResource(state, value.id);
  else {
    const whole = state.places.get(place.root);
    if (whole?.kind === 'resource') doubtResource(state, whole.id);
  }
}

function doubtResource(state: State, id: ResourceId): void {
  const resource = state.resources.get(id);
  if (resource !== undefined && !resource.checked && !resource.doubtful)
    change(state, resource, { doubtful: true });
}

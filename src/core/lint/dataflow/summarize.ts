import type { IrFunction, Place } from '../ir';
import { ArgumentPath } from './argument-path';
import { MOST_THROWN } from './assign';
import { flagsIn } from './copies';
import type { Exit, Exploration } from './explore';
import { failing, isClosedElsewhere } from './failing';
import { allHolders, holdersOf } from './memory';
import type { Behaviour, Effect, Outcome, OutcomeValue, Requirement, ResourceKind } from './outcome';
import { isKept, pathOf } from './path-of';
import { ANY, NOT_ZERO } from './sign';
import { signs } from './signs';
import type { State, Value } from './state';
import type { ResourceId, Term } from './terms';

/** Ways to end that a caller is told apart; beyond, what they require is left out. */
const MOST_OUTCOMES = 10;

/** Ways to end that are compared with each other; of more, what they require is left out before. */
const MOST_COMPARED = 400;

/** Effects of all ways to end that are compared; each way may have one on each field of an object. */
const MOST_EFFECTS = 20_000;

/** `0.*.fd`: effects further inside objects are these objects' own affair. */
const DEEPEST_PATH = 3;

/** What callers need to know of a function, from the states in which it returned. */
export function summarize(fn: IrFunction, { exits, complete, closedIn }: Exploration): Behaviour {
  const trusted = exits.filter(({ state }) => !state.widened);
  const failed = failing(fn, trusted);
  const all: Outcome[] = [];
  let effects = 0;
  for (const exit of trusted) {
    const outcome = outcomeOf(fn, exit, failed(exit), closedIn);
    effects += outcome.effects.length;
    if (effects > MOST_EFFECTS) return { outcomes: [uncertain(fn)], traits: [], page: null };
    all.push(outcome);
  }
  // Numbers that are left behind matter only where they go with a descriptor.
  const opening = all.some(({ opens }) => opens.length > 0);
  const kept = keptBy(fn, trusted);
  const returnsCodes = all.some(({ result }) => result.kind === 'constant' && result.value > 2);
  let outcomes = distinct(
    (opening ? all : all.map(withoutStores)).map((each) => disowned(each, kept, returnsCodes)),
  );
  if (outcomes.length > MOST_OUTCOMES) outcomes = distinct(outcomes.map(withoutNumbers));
  if (outcomes.length > MOST_COMPARED) outcomes = coarse(outcomes);
  if (!complete || trusted.length < exits.length || outcomes.length > MOST_COMPARED)
    return { outcomes: [uncertain(fn)], traits: [], page: null };
  outcomes = distinct(settle(outcomes));
  const few = outcomes.length <= MOST_OUTCOMES ? outcomes : distinct(settle(coarse(outcomes)));
  return { outcomes: few.length <= MOST_OUTCOMES ? few : [uncertain(fn)], traits: [], page: null };
}

/** What callers need to know of the states in which exceptions left a function; nothing where these are too many to follow. */
export function thrownBy(
  fn: IrFunction,
  states: readonly State[],
  closedIn: ReadonlySet<Place>,
): readonly Outcome[] {
  if (states.length > MOST_THROWN || states.some(({ widened }) => widened)) return [];
  const outcomes = states.map((state): Outcome => {
    const { requires, effects } = outcomeOf(fn, { state, value: null }, false, closedIn);
    const kept = effects.filter(({ does }) => does !== 'store');
    return { requires, result: { kind: 'number', mask: ANY }, opens: [], effects: kept };
  });
  return distinct(settle(distinct(outcomes)));
}

/** The paths at which some exit leaves a descriptor that other code keeps as well: a cache, a list of clean-ups. */
function keptBy(fn: IrFunction, exits: readonly Exit[]): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const { state } of exits) {
    const holders = allHolders(state);
    for (const [place, value] of state.places) {
      if (value.kind !== 'resource') continue;
      const path = pathOf(fn, place);
      if (path !== null && path !== 'elsewhere' && isKept(fn, holders.get(value.id) ?? []))
        kept.add(path.text);
    }
  }
  return kept;
}

/** Without what is kept elsewhere at times. A function that also returns 404 returns no descriptors. */
function disowned(outcome: Outcome, kept: ReadonlySet<string>, returnsCodes: boolean): Outcome {
  return {
    ...outcome,
    result:
      returnsCodes && outcome.result.kind === 'resource' ? { kind: 'number', mask: ANY } : outcome.result,
    effects: outcome.effects.filter(({ does, path }) => does !== 'store' || !kept.has(path.text)),
  };
}

/** `c->fd = -1` after a close tells that there is nothing to close a second time. */
const withoutStores = (outcome: Outcome): Outcome => ({
  ...outcome,
  effects: outcome.effects.filter(
    ({ does, path }) =>
      does !== 'store' || outcome.effects.some((other) => other.does === 'close' && other.path.equals(path)),
  ),
});

/** A function that was too much to follow may keep whatever it is given. */
const uncertain = (fn: IrFunction): Outcome => ({
  requires: [],
  result: { kind: 'number', mask: ANY },
  opens: [],
  effects: fn.parameters.map((_, index): Effect => ({ does: 'take', path: new ArgumentPath(index) })),
});

function outcomeOf(
  fn: IrFunction,
  { state, value }: Pick<Exit, 'state' | 'value'>,
  failed: boolean,
  closedIn: ReadonlySet<Place>,
): Outcome {
  const opens: ResourceKind[] = [];
  const indices = new Map<ResourceId, number>();
  const indexOf = (id: ResourceId): number => {
    const known = indices.get(id);
    if (known !== undefined) return known;
    opens.push(state.resources.get(id)?.site?.kind ?? 'descriptor');
    indices.set(id, opens.length - 1);
    return opens.length - 1;
  };
  const result = resultOf(fn, state, value, indexOf);
  const stores = storesOf(fn, state, failed ? closedIn : null, indexOf);
  const effects = [...effectsOnArguments(fn, state), ...stores];
  return { requires: requirementsOf(fn, state), result, opens, effects };
}

/**
 * Two ways to end that a caller cannot tell apart, of which one closes or keeps: the condition is its own affair, so
 * that after the other no leak of the descriptor is reported.
 */
function settle(outcomes: readonly Outcome[]): Outcome[] {
  const byResult = new Map<string, Outcome[]>();
  for (const each of outcomes) {
    const key = JSON.stringify(each.result);
    const same = byResult.get(key);
    if (same === undefined) byResult.set(key, [each]);
    else same.push(each);
  }
  return outcomes.map((outcome) => settled(outcome, byResult.get(JSON.stringify(outcome.result)) ?? []));
}

function settled(outcome: Outcome, sameResult: readonly Outcome[]): Outcome {
  const closed = sameResult
    .filter((other) => sameToCaller(outcome, other))
    .flatMap(({ effects }) => effects.filter(({ does }) => does === 'close' || does === 'take'))
    .filter(({ path }) => !outcome.effects.some((own) => own.path.equals(path) && own.does !== 'store'));
  const taken = [...new Map(closed.map(({ path }) => [path.text, path])).values()].map(
    (path): Effect => ({ does: 'take', path }),
  );
  // What is stored at the same path comes after.
  return { ...outcome, effects: [...taken, ...outcome.effects] };
}

/** Of two outcomes with the same result. */
const sameToCaller = (a: Outcome, b: Outcome): boolean =>
  a !== b &&
  !a.requires.some(({ argument, mask, exact }) =>
    b.requires.some(
      (other) =>
        other.argument === argument &&
        ((other.mask & mask) === 0 ||
          (exact !== undefined && other.exact !== undefined && other.exact !== exact)),
    ),
  );

function requirementsOf(fn: IrFunction, state: State): Requirement[] {
  return fn.parameters.flatMap(({ place }, argument) => {
    const first = state.terms.initial(place);
    const [mask, exact] = [state.facts.get(first) ?? ANY, state.facts.get(first.exact)];
    if (exact !== undefined) return [{ argument, mask, exact }];
    if (isStandard(state, first)) return [{ argument, mask, standard: true }];
    return mask === ANY ? [] : [{ argument, mask }];
  });
}

/** What `f == stdin` is remembered as. */
const EQUAL = 2;

/** Whether a parameter's value was found to be one of the standard streams. */
const isStandard = ({ facts }: State, term: Term): boolean =>
  [...facts].some(([question, kept]) => {
    if (question.kind !== 'order' || kept !== EQUAL) return false;
    const other = question.left === term ? question.right : question.left;
    const compared = question.left === term || question.right === term;
    return compared && other.kind === 'symbol' && /^std(?:in|out|err)$/.test(other.initialOf?.text ?? '');
  });

function resultOf(
  fn: IrFunction,
  state: State,
  value: Value | null,
  indexOf: (id: ResourceId) => number,
): OutcomeValue {
  switch (value?.kind) {
    case 'number':
      return { kind: 'constant', value: value.value };
    case 'failure':
      return { kind: 'constant', value: value.value, failure: true };
    case 'resource':
      return returnedResource(fn, state, value.id, indexOf);
    case 'symbol': {
      const first = value.symbol.initialOf;
      const index = fn.parameters.findIndex(({ place }) => place === first);
      if (index >= 0) return { kind: 'argument', index };
      return { kind: 'number', mask: state.facts.get(value.symbol) ?? ANY };
    }
    case 'pointer':
      return { kind: 'number', mask: NOT_ZERO };
    case 'sentinel':
      return { kind: 'sentinel', name: value.term.name, mask: signs(state, value) };
    case 'opaque':
      return { kind: 'number', mask: signs(state, value) };
    default:
      return { kind: 'number', mask: ANY };
  }
}

function returnedResource(
  fn: IrFunction,
  state: State,
  id: ResourceId,
  indexOf: (id: ResourceId) => number,
): OutcomeValue {
  const resource = state.resources.get(id);
  const origin = fn.parameters.findIndex(({ place }) => place === resource?.origin);
  if (origin >= 0) return { kind: 'argument', index: origin };
  // Kept by other code as well, or closed: the caller gets a number, not a duty.
  const holders = holdersOf(state, id);
  const kept = resource?.status !== 'open' || isKept(fn, holders) || isInside(fn, holders);
  return kept || resource?.site === null
    ? { kind: 'number', mask: ANY }
    : { kind: 'resource', index: indexOf(id) };
}

/** It stands in an object of the caller's too, further inside than callers are told. */
const isInside = (fn: IrFunction, holders: readonly Place[]): boolean =>
  holders.some((place) => {
    const path = place.isBehindPointer && place.depth >= DEEPEST_PATH ? pathOf(fn, place) : null;
    return path !== null && path !== 'elsewhere';
  });

function effectsOnArguments(fn: IrFunction, state: State): Effect[] {
  const effects: Effect[] = [];
  for (const { origin, status, site } of state.resources.values()) {
    if (site !== null || origin === null || status === 'open') continue;
    const path = pathOf(fn, origin);
    if (path !== null && path !== 'elsewhere' && path.projections.length < DEEPEST_PATH)
      effects.push({ does: status === 'closed' && !isReplaced(fn, origin) ? 'close' : 'take', path });
  }
  return effects;
}

/** Whether a function puts something else into a place than a number: what a caller finds there is open again. */
function isReplaced(fn: IrFunction, place: Place): boolean {
  if (!place.isBehindPointer) return false;
  const known = replacedIn.get(fn) ?? allReplaced(fn);
  replacedIn.set(fn, known);
  return known.has(place);
}

const replacedIn = new WeakMap<IrFunction, ReadonlySet<Place>>();

function allReplaced({ blocks }: IrFunction): ReadonlySet<Place> {
  const places = new Set<Place>();
  for (const { instructions } of blocks)
    for (const each of instructions)
      if (each.op === 'assign' && each.from.kind !== 'constant') places.add(each.to);
      else if (each.op === 'call' && each.to !== null) places.add(each.to);
  return places;
}

/** What the function left in places that its arguments point to; `closedIn` where it fails. */
function storesOf(
  fn: IrFunction,
  state: State,
  closedIn: ReadonlySet<Place> | null,
  indexOf: (id: ResourceId) => number,
): Effect[] {
  const effects: Effect[] = [];
  const holders = allHolders(state);
  let flags: ReadonlySet<Place> | null = null;
  for (const [place, value] of state.places) {
    const path = pathOf(fn, place);
    if (path === null || path === 'elsewhere' || !place.isBehindPointer) continue;
    if (place.depth >= DEEPEST_PATH) continue;
    if (value.kind === 'number' || value.kind === 'failure')
      effects.push({ does: 'store', path, value: resultOf(fn, state, value, indexOf) });
    else if (value.kind === 'resource') {
      const resource = state.resources.get(value.id);
      const held = holders.get(value.id) ?? [];
      if (!resource?.site || resource.status !== 'open' || isKept(fn, held)) continue;
      flags ??= flagsIn(fn);
      if (flags.has(place)) continue;
      const stored: OutcomeValue = { kind: 'resource', index: indexOf(value.id) };
      if (closedIn === null) effects.push({ does: 'store', path, value: stored });
      // What was shown to others before the failure may be in their care; what is closed elsewhere is this function's.
      else if (!resource.passed && !isClosedElsewhere(held, closedIn))
        effects.push({ does: 'store', path, value: stored, left: true });
    }
  }
  return effects;
}

function distinct(outcomes: readonly Outcome[]): Outcome[] {
  return [...new Map(outcomes.map((each) => [JSON.stringify(sorted(each)), each])).values()];
}

const sorted = (outcome: Outcome): Outcome => ({
  ...outcome,
  effects: outcome.effects
    .map((effect) => ({ effect, key: JSON.stringify(effect) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ effect }) => effect),
});

/** With ranges alone of what they require. */
const withoutNumbers = (outcome: Outcome): Outcome => ({
  ...outcome,
  requires: outcome.requires.flatMap(({ argument, mask, standard }) => {
    if (standard) return [{ argument, mask, standard }];
    return mask === ANY ? [] : [{ argument, mask }];
  }),
});

/** Without what they require, and with results that differ in number alone taken together. */
function coarse(outcomes: readonly Outcome[]): Outcome[] {
  return distinct(
    outcomes.map((outcome) => ({
      ...outcome,
      requires: [],
      effects: outcome.effects.filter(({ does }) => does !== 'store' || outcome.opens.length > 0),
    })),
  );
}

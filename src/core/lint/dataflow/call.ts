import { constant, type Instruction, type IrFunction, type Place, placesRead, UNKNOWN } from '../ir';
import { applyOutcome, type CallSite, setResult } from './apply-outcome';
import { throwOut } from './assign';
import type { Call, Context } from './context';
import { evaluate, isOwn, read, resolve } from './memory';
import type { Behaviour, Outcome, OutcomeValue } from './outcome';
import { noticeEnd, noticeExec, noticeOwnEnd, sideOf } from './processes';
import { noticeIgnoredEnd, showResults } from './receiving';
import { renew } from './renew';
import { handOver } from './resources';
import { NEGATIVE } from './sign';
import { signs } from './signs';
import type { State } from './state';
import type { ResourceId, SymbolTerm } from './terms';
import { applyUnknown, presumedBehaviour, rememberQuestion, showObjects } from './unknown-call';
import { forgetWritten } from './written';

/** The states after a call: one for each way in which it can end. */
export function applyCall(context: Context, state: State, call: Call, id: SymbolTerm): readonly State[] {
  renew(state, id);
  context.resultOf.set(id, call.callee);
  // Arguments are evaluated whatever is known of the function: what they follow is no null pointer.
  for (const operand of call.args) evaluate(state, operand, id);
  const known = context.behaviourOf(call);
  if (known === null || known.page === null) showObjects(state, call, id);
  if (known !== null) return applyBehaviour({ context, call, id, presumed: false }, state, known);
  if (context.neverReturns(call)) {
    noticeEnd(context, state, call);
    return [];
  }
  const opens = context.presumedToOpen(call);
  const site: CallSite = { context, call, id, presumed: opens !== null };
  showResults(site, state);
  applyUnknown(site, state);
  if (opens !== null) return applyBehaviour(site, state, presumedBehaviour(opens));
  setResult(site, state, id.value);
  return [state];
}

function applyBehaviour(site: CallSite, state: State, behaviour: Behaviour): readonly State[] {
  const { context, call, id } = site;
  if (!behaviour.traits.includes('prints')) showResults(site, state);
  if (behaviour.traits.includes('receive')) noticeIgnoredEnd(site, state);
  if (behaviour.traits.includes('exec')) noticeExec(context, state, call);
  if (behaviour.traits.includes('wait')) noticeOwnEnd(context, state, call);
  if (behaviour.traits.includes('throws')) {
    if (!call.guarded) throwOut(context, state, call.at);
  } else if (behaviour.outcomes.length === 0) noticeEnd(context, state, call);
  if (behaviour.thrown !== undefined && !call.guarded) throwFrom(site, state, behaviour.thrown);
  if (behaviour.page !== null) forgetWritten(site, state, behaviour);
  const lent =
    behaviour.page === null ? [...resourcesBehindPointers(site, state), ...cookies(site, state)] : [];
  const after: State[] = [];
  for (const outcome of behaviour.outcomes) {
    const next = behaviour.outcomes.length === 1 ? state : state.clone();
    if (!meetsRequirements(site, next, outcome) || isNeglected(site, next, outcome, behaviour)) continue;
    if (outcome.opens.length > 0 && acceptsNothing(site, next, behaviour)) continue;
    const side = behaviour.traits.includes('fork') ? sideOf(outcome) : null;
    if (side !== null) next.step({ what: 'forked', callee: call.callee, side }, call.at);
    for (const each of notTaken(site, next, outcome, behaviour))
      next.step({ what: 'failed', callee: call.callee, site: each }, call.at);
    applyOutcome(site, next, outcome);
    for (const each of lent) handOver(context, next, { kind: 'resource', id: each });
    after.push(next);
  }
  if (behaviour.page === null) for (const next of after) rememberQuestion(context, next, call, id);
  return after;
}

/** The callee may end by an exception, which nothing here catches. */
function throwFrom(site: CallSite, state: State, thrown: readonly Outcome[]): void {
  const { context, call } = site;
  for (const outcome of thrown) {
    const next = state.clone();
    if (!meetsRequirements(site, next, outcome)) continue;
    // `check(fd >= 0)`: whether it is open decides whether it throws.
    for (const operand of call.args)
      if (operand.kind === 'opaque')
        for (const place of operand.reads) handOver(context, next, read(next, place));
    applyOutcome({ ...site, call: { ...call, to: null } }, next, outcome);
    const { name: text } = call.callee;
    const condition = {
      left: UNKNOWN,
      relation: '!=',
      right: constant(0),
      text,
      at: call.at,
      exception: { kind: 'call' },
    } as const;
    next.step({ what: 'branch', condition, truth: true }, call.at);
    throwOut(context, next, call.at);
  }
}

/** accept(2) of a connection that was accepted, or of a socket of this function's own that it never let listen: it fails. */
function acceptsNothing({ context, call, id }: CallSite, state: State, { traits }: Behaviour): boolean {
  if (!traits.includes('accept')) return false;
  const value = evaluate(state, call.args[0] ?? UNKNOWN, id.part(0));
  const resource = value.kind === 'resource' ? state.resources.get(value.id) : undefined;
  if (resource?.site == null || resource.passed || resource.site.presumed) return false;
  const { kind, name } = resource.site.callee;
  if (kind !== 'name' || !/^(?:accept4?|socket)$/.test(name)) return false;
  return name !== 'socket' || !context.fn.blocks.some(({ instructions }) => instructions.some(letsListen));
}

const letsListen = (instruction: Instruction): boolean =>
  instruction.op === 'call' && (instruction.callee.kind !== 'name' || instruction.callee.name === 'listen');

/** A descriptor that is passed as a pointer is kept by the callee for later, as the argument of a callback. */
function cookies({ call, id }: CallSite, state: State): readonly ResourceId[] {
  return call.args.flatMap((operand, index) => {
    if (operand.kind !== 'place' || operand.cast !== true) return [];
    const value = evaluate(state, operand, id.part(index));
    const site = value.kind === 'resource' ? state.resources.get(value.id)?.site : null;
    return site?.kind === 'descriptor' || site?.kind === 'socket' ? [site.id] : [];
  });
}

/** A function of the program's own that gets the address of a descriptor may copy it to where it is kept. */
function resourcesBehindPointers({ call, id }: CallSite, state: State): readonly ResourceId[] {
  return call.args.flatMap((operand, index) => {
    const value = evaluate(state, operand, id.part(index));
    if (value.kind !== 'pointer') return [];
    // The address of an array's first element leads to all of them.
    const { base, projection } = value.place;
    const whole = projection?.kind === 'element' && base !== null ? base : value.place;
    return [...state.places].flatMap(([place, held]) =>
      held.kind === 'resource' && (place === value.place || (whole !== value.place && place.isWithin(whole)))
        ? [held.id]
        : [],
    );
  });
}

/** fdopen(3) whose result is never looked at: that it may fail is another matter than what becomes of the descriptor. */
function isNeglected(
  { context: { fn }, call: { to } }: CallSite,
  state: State,
  outcome: Outcome,
  behaviour: Behaviour,
): boolean {
  if (to === null)
    return behaviour.page === null ? failsUnasked(outcome, behaviour) : givesUnasked(outcome, behaviour);
  const target = behaviour.page === null ? resolve(state, to) : to;
  if (!isOwn(fn, target) || !isFailure(outcome, behaviour)) return false;
  const takes = behaviour.outcomes.some(({ effects }) => effects.some(({ does }) => does === 'take'));
  return takes && !isTested(fn, to);
}

/** A value by which an API says that it failed; of the program's own functions null, where others return an object. */
const isFailure = ({ result, effects }: Outcome, { outcomes, page }: Behaviour): boolean =>
  result.kind === 'constant' &&
  (result.failure === true ||
    (page === null &&
      result.value === 0 &&
      effects.length === 0 &&
      outcomes.every((each) => each.result.kind !== 'constant' || each.result.value === 0)));

/**
 * The program's own function takes what it is given, or closes what an object holds if anything, and answers -1 if not; here
 * its answer is dropped: it was given away, or there was something to close.
 */
const failsUnasked = ({ result, effects }: Outcome, { outcomes }: Behaviour): boolean =>
  isNegative(result) &&
  effects.every(({ does }) => does === 'take' || does === 'use') &&
  outcomes.some((other) =>
    other.effects.some(
      ({ does, path }) =>
        (does === 'take' || (does === 'close' && !path.isWhole)) &&
        !effects.some((own) => own.path.equals(path)),
    ),
  );

/** `-1`, `-EINVAL`. */
const isNegative = (result: OutcomeValue): boolean =>
  result.kind === 'constant'
    ? result.value < 0
    : (result.kind === 'sentinel' || result.kind === 'number') && (result.mask & ~NEGATIVE) === 0;

/** The same of an API that owns a descriptor if it succeeds, such as epoll_ctl(2). */
const givesUnasked = ({ effects }: Outcome, { outcomes }: Behaviour): boolean =>
  !effects.some(({ does }) => does === 'take') &&
  outcomes.some((other) => other.opens.length === 0 && other.effects.some(({ does }) => does === 'take'));

/** What a success would have closed or kept: where the result is only passed on, no branch tells of the failure. */
function notTaken(
  { call, id }: CallSite,
  state: State,
  { result, effects }: Outcome,
  { outcomes }: Behaviour,
): readonly ResourceId[] {
  if (result.kind !== 'constant' || result.failure !== true) return [];
  return outcomes.flatMap((each) =>
    each.effects.flatMap((effect) => {
      if ((effect.does !== 'close' && effect.does !== 'take') || effects.includes(effect)) return [];
      const operand = effect.path.isWhole ? call.args[effect.path.argument] : undefined;
      if (operand === undefined) return [];
      const value = evaluate(state, operand, id.part(effect.path.argument));
      return value.kind === 'resource' && state.resources.get(value.id)?.site != null ? [value.id] : [];
    }),
  );
}

const isTested = (fn: IrFunction, place: Place): boolean =>
  fn.blocks.some(
    ({ terminator }) =>
      (terminator.op === 'branch' &&
        [terminator.condition.left, terminator.condition.right].some((operand) =>
          placesRead(operand).includes(place),
        )) ||
      (terminator.op === 'return' &&
        terminator.value !== null &&
        placesRead(terminator.value).includes(place)),
  );

function meetsRequirements({ call, id }: CallSite, state: State, { requires }: Outcome): boolean {
  return requires.every(({ argument, mask, exact, standard }) => {
    const operand = call.args[argument];
    if (operand === undefined) return true;
    const value = evaluate(state, operand, id.part(argument));
    if (exact !== undefined && value.kind === 'number' && value.value !== exact) return false;
    if (standard && value.kind === 'resource' && state.resources.get(value.id)?.site != null) return false;
    const possible = signs(state, value) & mask;
    if (possible === 0) return false;
    if (value.kind === 'symbol' && !value.symbol.isAnything) state.facts.set(value.symbol, possible);
    return true;
  });
}

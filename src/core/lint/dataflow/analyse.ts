import {
  type Allowance,
  type Block,
  contained,
  type IrFunction,
  type Operand,
  type Place,
  successors,
  UNKNOWN,
  UNLIMITED,
} from '../ir';
import { ArgumentPath } from './argument-path';
import type { Call, Context, Guess } from './context';
import { copiesIn } from './copies';
import type { Event } from './event';
import { EventLog } from './event-log';
import { explore } from './explore';
import { reportLeft } from './failing';
import { isOwn } from './memory';
import type { Behaviour, Effect, Outcome, ResourceKind } from './outcome';
import { partialClosers } from './partial-closers';
import { sideOf } from './processes';
import { ANY } from './sign';
import { State } from './state';
import { summarize, thrownBy } from './summarize';
import { Survey } from './survey';
import type { ResourceId } from './terms';

/** What is known of functions that have no body here. */
export interface Knowledge {
  /** What a person says of a function; it counts before the function's own body. */
  stated?(call: Call): Behaviour | null;
  /** Whether a name is the system's own, so that a body in another file does not replace its model. */
  isOfSystem?(name: string): boolean;
  /** `fn` is the function that makes the call. */
  modelOf(call: Call, fn: IrFunction): Behaviour | null;
  guess(call: Call, argument: number, fn: IrFunction): Guess;
  neverReturns(call: Call, fn: IrFunction): boolean;
  /** Whether a function that makes this call has anything to do with descriptors. */
  matters(call: Call, fn: IrFunction): boolean;
  presumedToOpen(call: Call, fn: IrFunction): ResourceKind | null;
}

export interface Analysis {
  readonly fn: IrFunction;
  readonly events: readonly Event[];
  readonly behaviour: Behaviour;
  readonly survey: Survey;
  /** What some path closes. */
  readonly closed: ReadonlySet<ResourceId>;
  /** Functions that it calls and that do not always close what they are given, as the source names them. */
  readonly partialClosers: readonly string[];
  /** Every path was followed. */
  readonly complete: boolean;
  /** There were more events than are held. */
  readonly cut: boolean;
  /** What went wrong inside the linter, so that nothing is known of the function; else null. */
  readonly failure: string | null;
}

/** What is known of the functions that one calls: by their bodies, else by their models; null for nothing. */
export type BehaviourOf = (call: Call) => Behaviour | null;

/**
 * Follows one function through all its paths. What comes of it depends on the function, on the knowledge and on the
 * answers of `behaviourOf`, and on nothing else: while these stay equal, it need not be done again. Where the allowance
 * is spent, it is not complete.
 */
export function analyseFunction(
  fn: IrFunction,
  knowledge: Knowledge,
  behaviourOf: BehaviourOf,
  allowance: Allowance = UNLIMITED,
): Analysis {
  let failure = '';
  const analysis = contained(
    () => follow(fn, knowledge, behaviourOf, allowance),
    (error) => {
      failure = error;
    },
  );
  return analysis ?? givenUp(fn, failure);
}

/** A function that could not be analysed may have kept whatever it was given. */
function givenUp(fn: IrFunction, failure: string): Analysis {
  const effects = fn.parameters.map((_, index): Effect => ({ does: 'take', path: new ArgumentPath(index) }));
  const behaviour = { ...BORROWS, outcomes: BORROWS.outcomes.map((each) => ({ ...each, effects })) };
  const nothing = { events: [], survey: new Survey(), closed: new Set<ResourceId>(), partialClosers: [] };
  return { fn, behaviour, ...nothing, complete: false, cut: false, failure };
}

function follow(
  fn: IrFunction,
  knowledge: Knowledge,
  behaviourOf: BehaviourOf,
  allowance: Allowance,
): Analysis {
  const log = new EventLog();
  const survey = new Survey();
  const isIdle = !isConcerned(fn, knowledge, behaviourOf);
  const plain = isIdle ? raising(fn, idleBehaviour(fn, knowledge, behaviourOf), behaviourOf) : null;
  if (plain !== null && (plain.outcomes.length === 0 || !hasThrow(fn)))
    return {
      fn,
      events: log.all,
      behaviour: plain,
      survey,
      closed: new Set(),
      partialClosers: [],
      complete: true,
      cut: false,
      failure: null,
    };
  const context: Context = {
    fn,
    allowance,
    behaviourOf,
    guess: (call, argument) => knowledge.guess(call, argument, fn),
    neverReturns: (call) => knowledge.neverReturns(call, fn),
    presumedToOpen: (call) => knowledge.presumedToOpen(call, fn),
    report: (event) => log.add(event),
    survey,
    thrown: [],
    closed: new Set(),
    resultOf: new Map(),
    askedAbout: new Map(),
    copies: copiesIn(fn),
    dependencies: new Map(),
  };
  const explored = explore(context, State.initial());
  const whole = reportLeft(context, explored);
  const exploration = { ...explored, complete: explored.complete && whole };
  if (!exploration.complete) survey.cutShort();
  const returning = plain ?? summarize(fn, exploration);
  const thrown = exploration.complete ? thrownBy(fn, context.thrown, explored.closedIn) : [];
  const behaviour = thrown.length > 0 ? { ...returning, thrown } : returning;
  const leaks = log.all.some(({ kind }) => kind === 'leaked');
  return {
    fn,
    events: log.all,
    behaviour: withTraits(fn, behaviour, behaviourOf),
    survey,
    closed: context.closed,
    partialClosers: leaks ? partialClosers(fn, behaviourOf) : [],
    complete: exploration.complete,
    cut: log.isCut,
    failure: null,
  };
}

/** What a function does that never sees a descriptor. */
const idleBehaviour = (fn: IrFunction, knowledge: Knowledge, behaviourOf: BehaviourOf): Behaviour =>
  canReturn(fn, knowledge, behaviourOf)
    ? (constantAnswer(fn) ?? keeping(fn, behaviourOf))
    : endsBy(fn, behaviourOf);

/** A function that is not followed lets exceptions of those through that it calls. */
function raising(fn: IrFunction, behaviour: Behaviour, behaviourOf: BehaviourOf): Behaviour {
  const isRaising = (call: Call): boolean => {
    const known = call.callee.kind === 'pointer' || call.guarded ? null : behaviourOf(call);
    return known?.thrown !== undefined || known?.traits.some((each) => each === 'raises') === true;
  };
  const raises = fn.blocks.some(({ instructions }) =>
    instructions.some((each) => each.op === 'call' && isRaising(each)),
  );
  return raises ? { ...behaviour, traits: [...behaviour.traits, 'raises'] } : behaviour;
}

const hasThrow = ({ blocks }: IrFunction): boolean =>
  blocks.some(({ terminator }) => terminator.op === 'throw');

function withTraits(fn: IrFunction, behaviour: Behaviour, behaviourOf: BehaviourOf): Behaviour {
  if (behaviour.outcomes.length === 0) return endsBy(fn, behaviourOf);
  return forks(fn, behaviour, behaviourOf) ? { ...behaviour, traits: ['fork'] } : behaviour;
}

/** A function that never returns ends the process, or ends by an exception. */
const endsBy = (fn: IrFunction, behaviourOf: BehaviourOf): Behaviour =>
  fn.blocks.some(
    ({ instructions, terminator }) =>
      terminator.op === 'throw' ||
      instructions.some(
        (each) => each.op === 'call' && !each.guarded && behaviourOf(each)?.traits.includes('throws'),
      ),
  )
    ? THROWS
    : ENDS;

/** A function that calls fork(2) and returns what it does, in both processes. */
function forks(fn: IrFunction, { outcomes }: Behaviour, behaviourOf: BehaviourOf): boolean {
  // Numbers that it makes up itself are no processes.
  const sides = new Set(outcomes.map((each) => (each.result.kind === 'number' ? sideOf(each) : null)));
  if (!sides.has('child') || !sides.has('parent')) return false;
  return fn.blocks.some(({ instructions }) =>
    instructions.some((each) => each.op === 'call' && behaviourOf(each)?.traits.includes('fork')),
  );
}

/** The behaviours of several bodies that stand for one name, taken together. */
export function eitherOf(known: readonly Behaviour[]): Behaviour {
  if (known.length === 1) return known[0];
  // A body that a condition left empty says nothing of what the other one does.
  const telling = known.filter(({ outcomes }) =>
    outcomes.some(({ opens, effects }) => opens.length + effects.length > 0),
  );
  const bodied = telling.length > 0 ? telling : known;
  const kept = new Map(
    bodied.flatMap(({ outcomes }) => outcomes.flatMap(givenAway)).map((each) => [each.text, each]),
  );
  const outcomes = bodied.flatMap((each) =>
    each.outcomes.map((outcome) => mayKeep(each, outcome, [...kept.values()])),
  );
  return { outcomes, traits: [], page: null };
}

/** The arguments that are kept or closed. */
const givenAway = ({ effects }: Outcome): readonly ArgumentPath[] =>
  effects.flatMap(({ does, path }) => ((does === 'take' || does === 'close') && path.isWhole ? [path] : []));

/** Which of the bodies is linked is not known: what another one keeps, one that never does may be thought to keep. */
function mayKeep({ outcomes }: Behaviour, outcome: Outcome, kept: readonly ArgumentPath[]): Outcome {
  const own = new Set(outcomes.flatMap(givenAway).map(({ text }) => text));
  const taken = kept.filter(({ text }) => !own.has(text)).map((path): Effect => ({ does: 'take', path }));
  return taken.length === 0 ? outcome : { ...outcome, effects: [...outcome.effects, ...taken] };
}

/** Most functions of a program never see a descriptor, and need not be followed. */
function isConcerned(fn: IrFunction, knowledge: Knowledge, behaviourOf: BehaviourOf): boolean {
  if (fn.parameters.some(({ place, kind }) => kind === 'scalar' && DESCRIPTOR.test(place.text))) return true;
  if (returnsArgument(fn) || insists(fn, knowledge, behaviourOf)) return true;
  for (const { instructions } of fn.blocks)
    for (const each of instructions) {
      if (each.op !== 'call') continue;
      if (knowledge.matters(each, fn)) return true;
      const behaviour = each.callee.kind === 'pointer' ? null : behaviourOf(each);
      if (behaviour?.page === null && opensOrCloses(behaviour)) return true;
    }
  return false;
}

/** `checked(open(name))`: what it is given may be a descriptor, whatever its name, and comes back. */
const returnsArgument = ({ blocks, parameters }: IrFunction): boolean =>
  blocks.some(
    ({ terminator }) =>
      terminator.op === 'return' &&
      terminator.value?.kind === 'place' &&
      parameters.some(
        ({ place, kind }) =>
          kind === 'scalar' && terminator.value?.kind === 'place' && terminator.value.place === place,
      ),
  );

/** `check(fd >= 0)`: an argument decides whether the function comes back. */
function insists(fn: IrFunction, knowledge: Knowledge, behaviourOf: BehaviourOf): boolean {
  const isGiven = (operand: Operand): boolean =>
    operand.kind === 'place' &&
    fn.parameters.some(({ place, kind }) => kind === 'scalar' && place === operand.place);
  const asks = fn.blocks.some(
    ({ terminator }) =>
      terminator.op === 'branch' &&
      (isGiven(terminator.condition.left) || isGiven(terminator.condition.right)),
  );
  return asks && (hasThrow(fn) || fn.blocks.some((block) => endsIn(block, fn, knowledge, behaviourOf)));
}

function endsIn(
  { instructions }: Block,
  fn: IrFunction,
  knowledge: Knowledge,
  behaviourOf: BehaviourOf,
): boolean {
  return instructions.some((each) => {
    if (each.op !== 'call') return false;
    const behaviour = behaviourOf(each);
    return behaviour === null ? knowledge.neverReturns(each, fn) : behaviour.outcomes.length === 0;
  });
}

/** Whether some way through a function leads past no call that ends the process. */
function canReturn(fn: IrFunction, knowledge: Knowledge, behaviourOf: BehaviourOf): boolean {
  const seen = new Set([0]);
  const waiting = [0];
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    const { terminator } = fn.blocks[block];
    if (endsIn(fn.blocks[block], fn, knowledge, behaviourOf)) continue;
    if (terminator.op === 'return') return true;
    for (const next of successors(terminator)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}

/** Names that parameters have which hold descriptors. */
const DESCRIPTOR = /fd|sock|desc|conn|client|listen|^s$|^sd$|handle/i;

/** A function that only answers a number answers the same whenever it is asked. */
function constantAnswer({ blocks }: IrFunction): Behaviour | null {
  const [{ instructions, terminator }] = blocks;
  if (instructions.length > 0 || terminator.op !== 'return' || terminator.value?.kind !== 'constant')
    return null;
  const result = { kind: 'constant', value: terminator.value.value } as const;
  return { outcomes: [{ requires: [], result, opens: [], effects: [] }], traits: [], page: null };
}

/** A function that follows no descriptor may still store what it is given, or hand it to one that does. */
function keeping(fn: IrFunction, behaviourOf: BehaviourOf): Behaviour {
  const taken = new Set<string>();
  const note = (operand: Operand): void => {
    if (operand.kind !== 'place') return;
    const { root, isRoot } = operand.place;
    const index = fn.parameters.findIndex(({ place }) => place === root);
    if (index >= 0 && (isRoot || operand.place === root.pointee))
      taken.add(isRoot ? `${index}` : `${index}.*`);
  };
  const returned = returnedBy(fn);
  // What comes back by another name is that which was given.
  for (const place of returned) if (place.isRoot && isPointer(fn, place)) note({ kind: 'place', place });
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'assign' && (!isOwn(fn, each.to) || isReturnedPart(each.to, returned))) note(each.from);
      else if (each.op === 'call' && each.callee.kind === 'pointer') each.args.forEach(note);
      else if (each.op === 'call' && each.args.length > 0)
        for (const index of takenBy(behaviourOf(each))) note(each.args[index] ?? UNKNOWN);
  if (taken.size === 0) return BORROWS;
  const effects = [...taken].map((path): Effect => ({ does: 'take', path: ArgumentPath.read(path) }));
  return { ...BORROWS, outcomes: BORROWS.outcomes.map((each) => ({ ...each, effects })) };
}

const returnedBy = ({ blocks }: IrFunction): readonly Place[] =>
  blocks.flatMap(({ terminator }) =>
    terminator.op === 'return' && terminator.value?.kind === 'place' ? [terminator.value.place] : [],
  );

const isPointer = ({ parameters }: IrFunction, at: Place): boolean =>
  parameters.some(({ place, kind }) => place === at && kind === 'pointer');

/** A part of an object that is returned whole. */
const isReturnedPart = (to: Place, returned: readonly Place[]): boolean =>
  !to.isRoot && returned.includes(to.root);

const isWholeOrBehind = ({ isWhole, projections }: ArgumentPath): boolean =>
  isWhole || (projections.length === 1 && projections[0].kind === 'pointee');

/** The arguments that a function keeps, or what they refer to. */
const takenBy = (behaviour: Behaviour | null): readonly number[] =>
  (behaviour?.outcomes ?? []).flatMap(({ effects }) =>
    effects.flatMap(({ does, path }) => (does === 'take' && isWholeOrBehind(path) ? [path.argument] : [])),
  );

/** A function that has nothing to do with descriptors. */
const BORROWS: Behaviour = {
  outcomes: [{ requires: [], result: { kind: 'number', mask: ANY }, opens: [], effects: [] }],
  traits: [],
  page: null,
};

const ENDS: Behaviour = { ...BORROWS, outcomes: [] };
/** What it does before is lost: where it ends by an exception is not followed. */
const THROWS: Behaviour = { ...ENDS, traits: ['throws'] };

const opensOrCloses = ({ outcomes }: Behaviour): boolean =>
  outcomes.some(({ opens, effects }) => opens.length > 0 || effects.some(({ does }) => does === 'close'));

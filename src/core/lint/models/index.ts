import type { Behaviour, Call, Guess, Knowledge, ResourceKind } from '../dataflow';
import { calledName, type Instruction, type IrFunction, type Operand, type Place, placesRead } from '../ir';
import { DEPENDING, releasedBy } from './depending';
import type { Model } from './describe';
import { files } from './files';
import { libraries } from './libraries';
import { guessByName, soundsFinal, soundsOpening } from './names';
import { processes } from './processes';
import { sockets } from './sockets';
import { behaviourOf, type UserModel } from './user-models';

export { guessByName, soundsFinal, soundsOpening, wordsOf } from './names';
export { type ReadModels, readUserModels } from './read-user-models';
export type { UserModel } from './user-models';
export type { Model };

/** Every API that is known. */
export const MODELS: readonly Model[] = [...sockets, ...files, ...processes, ...libraries];

const BY_NAME: ReadonlyMap<string, Behaviour> = new Map(
  MODELS.flatMap(({ names, behaviour }) => names.map((name) => [name, behaviour] as const)),
);

const doesOpen = ({ outcomes }: Behaviour): boolean => outcomes.some(({ opens }) => opens.length > 0);

/** The functions that open something, those that a person says it of included. */
export const openersWith = (models: readonly UserModel[]): ReadonlySet<string> =>
  new Set([
    ...[...BY_NAME].filter(([, behaviour]) => doesOpen(behaviour)).map(([name]) => name),
    ...models.filter(({ opens }) => opens !== undefined).map((model) => model.function),
  ]);

const keeps = ({ outcomes }: Behaviour): boolean =>
  outcomes.some(({ effects }) => effects.some(({ does }) => does === 'take'));

/** Sockets and files as POSIX and Linux name them, and libraries' calls that keep what they are given: copies come along. */
const OF_SYSTEM: ReadonlySet<string> = new Set([
  ...[...sockets, ...files].flatMap(({ names, behaviour }) =>
    /^[\w.]+\([23]\)$/.test(behaviour.page ?? '') ? names : [],
  ),
  ...libraries.flatMap(({ names, behaviour }) => (keeps(behaviour) ? names : [])),
  // A test's or a fuzzer's own exit() comes back, into that program alone.
  ...processes.flatMap(({ names, behaviour }) => (behaviour.page === 'exit(3)' ? names : [])),
]);

/** What a call does by its API's table, null where it is in none; `fn` is the function that makes it. */
export function modelOf(call: Call, fn: IrFunction | null = null): Behaviour | null {
  const name = calledName(call);
  if (name === null || call.args.length < (FEWEST_ARGUMENTS.get(name) ?? 0)) return null;
  return DEPENDING.get(name)?.(call, fn) ?? BY_NAME.get(name) ?? releasedBy(call);
}

/** Calls without an argument are of something else that is called so, such as `accept()` of a dialog or `open()` of a session. */
const FEWEST_ARGUMENTS: ReadonlyMap<string, number> = new Map(
  'accept accept4 bind connect listen close dup pipe open open64 openat creat fopen popen opendir socket'
    .split(' ')
    .map((name) => [name, 1]),
);

/** The table and the names together, and before both what a person says of functions of his own. */
export function knowledgeWith(models: readonly UserModel[]): Knowledge {
  if (models.length === 0) return knowledge;
  const own = new Map(models.map((model) => [model.function, behaviourOf(model)]));
  const stated = (call: Call) => own.get(calledName(call) ?? '') ?? null;
  return {
    ...knowledge,
    stated,
    matters: (call, fn) => stated(call) !== null || matters(call, fn),
  };
}

/** The table and the names together. */
export const knowledge: Knowledge = {
  isOfSystem: (name) => OF_SYSTEM.has(name),
  modelOf,
  guess: guessFor,
  neverReturns: (call, fn) => soundsFinal(calledName(call) ?? '') && !isAnswered(call, fn),
  matters,
  presumedToOpen,
};

/** Who looks at what a call returns knows that it does; `return die()` only tells a compiler so. */
const isAnswered = ({ to }: Call, fn: IrFunction): boolean =>
  to !== null &&
  !fn.blocks.some(
    ({ terminator }) =>
      terminator.op === 'return' && terminator.value?.kind === 'place' && terminator.value.place === to,
  ) &&
  isRead(to, fn);

const isRead = (place: Place, { blocks }: IrFunction): boolean =>
  place.start.kind !== 'temporary' ||
  blocks.some(
    ({ instructions, terminator }) =>
      (terminator.op === 'branch' &&
        [...placesRead(terminator.condition.left), ...placesRead(terminator.condition.right)].includes(
          place,
        )) ||
      instructions.some((each) => operandsOf(each).some((operand) => placesRead(operand).includes(place))),
  );

const operandsOf = (instruction: Instruction): readonly Operand[] => {
  if (instruction.op === 'call') return instruction.args;
  return instruction.op === 'assign' ? [instruction.from] : [];
};

function matters(call: Call, fn: IrFunction): boolean {
  const behaviour = modelOf(call, fn);
  if (behaviour === null) return CLOSERS.has(call.callee.name);
  return (
    behaviour.traits.includes('receive') ||
    behaviour.traits.includes('fork') ||
    behaviour.outcomes.some(
      ({ opens, effects }) => opens.length > 0 || effects.some(({ does }) => does === 'close'),
    )
  );
}

/** A pointer that comes back for a descriptor is an object that holds it. */
function guessFor(call: Call, _argument: number, fn: IrFunction): Guess {
  const byName = guessByName(call.callee.name);
  if (byName !== 'borrow') return byName;
  return call.to !== null && fn.variables.get(call.to)?.kind === 'pointer' ? 'take' : 'borrow';
}

/**
 * A function that sounds like opening, whose result this function closes with close(2) on some path, is taken to open:
 * its author believes so.
 */
function presumedToOpen(call: Call, fn: IrFunction): ResourceKind | null {
  const { to } = call;
  if (to === null || !soundsOpening(calledName(call) ?? '')) return null;
  const kind = fn.variables.get(to.root)?.kind;
  if (kind === 'scalar') return isClosed(fn, to, CLOSERS) ? 'descriptor' : null;
  if (kind !== 'pointer' || !to.isRoot) return null;
  if (isClosed(fn, to, STREAM_CLOSERS)) return 'stream';
  return isClosed(fn, to, DIRECTORY_CLOSERS) ? 'directory' : null;
}

const CLOSERS: ReadonlySet<string> = new Set(['close', 'closesocket', '_close']);
const STREAM_CLOSERS: ReadonlySet<string> = new Set(['fclose', 'pclose']);
const DIRECTORY_CLOSERS: ReadonlySet<string> = new Set(['closedir']);

const isClosed = (fn: IrFunction, place: Place, closers: ReadonlySet<string>): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.op === 'call' &&
        closers.has(calledName(each) ?? '') &&
        each.args[0]?.kind === 'place' &&
        each.args[0].place === place,
    ),
  );

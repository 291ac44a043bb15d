import {
  ANY,
  ArgumentPath,
  type Behaviour,
  type Effect,
  MINUS_ONE,
  NEGATIVE,
  NOT_ZERO,
  type Outcome,
  type OutcomeValue,
  POSITIVE,
  type ResourceKind,
  ZERO,
} from '../dataflow';

/** An API by the man page that says what it does. */
export interface Model {
  readonly names: readonly string[];
  readonly behaviour: Behaviour;
}

type Trait = Behaviour['traits'][number];

const number = (mask: number): OutcomeValue => ({ kind: 'number', mask });
const failure = (value: number): OutcomeValue => ({ kind: 'constant', value, failure: true });
const use = (argument: number): Effect => ({ does: 'use', path: new ArgumentPath(argument) });
const take = (argument: number): Effect => ({ does: 'take', path: new ArgumentPath(argument) });

const outcome = (
  result: OutcomeValue,
  effects: readonly Effect[] = [],
  opens: readonly ResourceKind[] = [],
): Outcome => ({
  requires: [],
  result,
  opens,
  effects,
});

const model = (
  page: string,
  names: string,
  outcomes: readonly Outcome[],
  traits: readonly Trait[] = [],
): Model => ({
  names: names.split(' '),
  behaviour: { outcomes, traits, page },
});

/** Returns something open, or `failed`; null where it cannot fail. */
export function opens(
  page: string,
  names: string,
  kind: ResourceKind,
  {
    failed = -1,
    uses = [],
    traits = [],
  }: { failed?: number | null; uses?: readonly number[]; traits?: readonly Trait[] } = {},
): Model {
  const used = uses.map(use);
  const opened = outcome({ kind: 'resource', index: 0 }, used, [kind]);
  return model(page, names, failed === null ? [opened] : [opened, outcome(failure(failed), used)], traits);
}

/** Writes open descriptors to where arguments point, and returns `success`; or returns `failure`, if it can fail. */
export function fills(
  page: string,
  names: string,
  paths: readonly string[],
  kind: ResourceKind,
  { success = 0, failure = -1 }: { success?: number; failure?: number | null } = {},
): Model {
  const stores = paths.map(
    (path, index): Effect => ({
      does: 'store',
      path: ArgumentPath.read(path),
      value: { kind: 'resource', index },
    }),
  );
  const filled = outcome(
    { kind: 'constant', value: success },
    stores,
    paths.map(() => kind),
  );
  const failed = failure === null ? [] : [outcome({ kind: 'constant', value: failure })];
  return model(page, names, [filled, ...failed]);
}

/** Closes its argument, whatever it returns: close(2) says that the descriptor is gone after an error too. */
export const closes = (page: string, names: string, argument = 0): Model =>
  model(page, names, [
    outcome(number(MINUS_ONE | ZERO), [{ does: 'close', path: new ArgumentPath(argument) }]),
  ]);

/** Needs open descriptors and leaves them open. */
export const uses = (
  page: string,
  names: string,
  used: readonly number[] = [0],
  traits: readonly Trait[] = [],
): Model => model(page, names, [outcome(number(ANY), used.map(use))], traits);

/** Takes descriptors as arguments of no consequence, or none at all. */
export const borrows = (page: string, names: string, traits: readonly Trait[] = []): Model =>
  model(page, names, [outcome(number(ANY))], traits);

/** Owns these arguments afterwards, whatever it returns. */
export const takes = (page: string, names: string, ...taken: readonly number[]): Model =>
  model(page, names, [outcome(number(ANY), taken.map(take))]);

/** Owns these arguments if it returns 0, not if it returns -1 or another negative number. */
export const takesOnSuccess = (page: string, names: string, ...taken: readonly number[]): Model =>
  model(page, names, [outcome({ kind: 'constant', value: 0 }, taken.map(take)), outcome(number(NEGATIVE))]);

/** Owns these arguments if it returns 0; else it returns the number of an error. */
export const takesUnlessError = (page: string, names: string, ...taken: readonly number[]): Model =>
  model(page, names, [outcome({ kind: 'constant', value: 0 }, taken.map(take)), outcome(number(NOT_ZERO))]);

/** Owns these arguments if it returns an object, not if it returns null. */
export const takesUnlessNull = (page: string, names: string, ...taken: readonly number[]): Model =>
  model(page, names, [outcome(number(NOT_ZERO), taken.map(take)), outcome(failure(0))]);

/** Returns the number that it was given, or -1. */
export const returnsArgument = (
  page: string,
  names: string,
  index: number,
  used: readonly number[] = [0],
): Model =>
  model(page, names, [
    outcome({ kind: 'argument', index }, used.map(use)),
    outcome({ kind: 'constant', value: -1 }, used.map(use)),
  ]);

/** Returns the number of the descriptor that an open stream or directory holds. */
export const tellsNumber = (page: string, names: string): Model =>
  model(page, names, [outcome({ kind: 'argument', index: 0, opened: true })]);

/** Two processes, in the parent with something open. */
export const forksWith = (page: string, names: string, path: string, kind: ResourceKind): Model =>
  model(
    page,
    names,
    [
      outcome(number(ZERO)),
      outcome(
        number(POSITIVE),
        [{ does: 'store', path: ArgumentPath.read(path), value: { kind: 'resource', index: 0 } }],
        [kind],
      ),
      outcome(number(MINUS_ONE)),
    ],
    ['fork'],
  );

/** Becomes part of a stream, which closes it: unless null is returned. */
export const turnsIntoStream = (page: string, names: string, kind: ResourceKind): Model =>
  model(page, names, [outcome({ kind: 'resource', index: 0 }, [take(0)], [kind]), outcome(failure(0))]);

/** Comes back with a number, or throws. */
export const throws = (page: string, names: string): Model => ({
  names: names.split(' '),
  behaviour: { outcomes: [outcome(number(ANY))], thrown: [outcome(number(ANY))], traits: [], page },
});

/** Does not come back. */
export const ends = (page: string, names: string): Model => model(page, names, []);

/** Memory, or null. */
export const allocates = (page: string, names: string): Model =>
  model(page, names, [outcome({ kind: 'memory' }), outcome(failure(0))]);

/** Memory that there always is: the program ends where there is none. */
export const allocatesSurely = (page: string, names: string): Model =>
  model(page, names, [outcome({ kind: 'memory' })]);

export const frees = (page: string, names: string, argument = 0): Model =>
  model(page, names, [outcome(number(ANY), [{ does: 'free', path: new ArgumentPath(argument) }])]);

/** Two processes go on: in the child it returns 0. */
export const forks = (page: string, names: string): Model =>
  model(
    page,
    names,
    [outcome(number(ZERO)), outcome(number(POSITIVE)), outcome(number(MINUS_ONE))],
    ['fork'],
  );

/** Comes back only if it failed. */
export const replacesProcess = (page: string, names: string): Model =>
  model(page, names, [outcome(number(MINUS_ONE))], ['exec']);

import type { Behaviour, Effect, Outcome, OutcomeValue, ResourceKind } from '../dataflow';
import { ANY, ArgumentPath } from '../dataflow';

/** What a person says of a function of his own. Arguments count from 1, as in GCC's attributes. */
export interface UserModel {
  readonly function: string;
  /** Returns something open, or writes it to where an argument points and returns 0. */
  readonly opens?: 'result' | { readonly argument: number };
  /** What is opened; a descriptor if nothing is said. */
  readonly kind?: ResourceKind;
  /** What is returned instead when opening fails: -1, for streams and directories 0 (NULL). */
  readonly fails?: number;
  /** Closes this argument. */
  readonly closes?: number;
  /** Is responsible for these arguments from then on. */
  readonly takes?: number | readonly number[];
  /** Ends the process, or jumps away. */
  readonly neverReturns?: true;
  /** Leaves all of its arguments to the caller, whatever its name suggests. */
  readonly borrows?: true;
}

/** Its behaviour, as the table of APIs would have it. */
export function behaviourOf(model: UserModel): Behaviour {
  return {
    outcomes: model.neverReturns ? [] : outcomesOf(model),
    traits: [],
    page: `model of ${model.function}`,
  };
}

function outcomesOf({
  opens,
  kind = 'descriptor',
  fails,
  closes,
  takes = [],
}: UserModel): readonly Outcome[] {
  const closed: readonly Effect[] =
    closes === undefined ? [] : [{ does: 'close', path: new ArgumentPath(closes - 1) }];
  const taken = [takes]
    .flat()
    .map((argument): Effect => ({ does: 'take', path: new ArgumentPath(argument - 1) }));
  if (opens === undefined) return [outcome({ kind: 'number', mask: ANY }, [...closed, ...taken])];
  const opened: OutcomeValue = { kind: 'resource', index: 0 };
  if (opens === 'result') {
    const value = fails ?? (kind === 'stream' || kind === 'directory' ? 0 : -1);
    return [
      outcome(opened, [...closed, ...taken], [kind]),
      outcome({ kind: 'constant', value, failure: true }, closed),
    ];
  }
  const store: Effect = { does: 'store', path: ArgumentPath.read(`${opens.argument - 1}.*`), value: opened };
  return [
    outcome({ kind: 'constant', value: 0 }, [store, ...closed, ...taken], [kind]),
    outcome({ kind: 'constant', value: fails ?? -1 }, closed),
  ];
}

const outcome = (
  result: OutcomeValue,
  effects: readonly Effect[],
  opens: readonly ResourceKind[] = [],
): Outcome => ({ requires: [], result, opens, effects });

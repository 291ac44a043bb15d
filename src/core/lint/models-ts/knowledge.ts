import { ANY, type Behaviour, type Call, type Effect, type Knowledge } from '../dataflow';

/**
 * The front-end says with each call what it does, before the colon, for methods have no meaning without their object:
 * `create:socket:net.connect`, `accept:response:response`, `hold:socket:net.connect`, `close:destroy`, `take:`, `exit:`.
 */
export const ACTIONS = ['create', 'accept', 'hold', 'close', 'take', 'exit'] as const;
export type Action = (typeof ACTIONS)[number];

/** Marks a condition of a branch that the source does not ask: the call behind it throws. */
export const THROWS = 'throws: ';

/** Marks a `throw` that a path comes by: the `try` that catches it, and the one in whose `catch` it stands. */
export const THROWN = 'thrown: ';

/** Places where a `try` begins; -1 for none. */
export interface Thrown {
  readonly caughtBy: number;
  readonly inCatchOf: number;
}

/** What the mark of a `throw` says, null for another condition. */
export function thrown(condition: string): Thrown | null {
  if (!condition.startsWith(THROWN)) return null;
  const [caughtBy, inCatchOf] = condition.slice(THROWN.length).split(':').map(Number);
  return { caughtBy, inCatchOf };
}

const behaviour = (effects: readonly Effect[], opens: boolean): Behaviour => ({
  outcomes: [
    {
      requires: [],
      result: opens ? { kind: 'resource', index: 0 } : { kind: 'number', mask: ANY },
      opens: opens ? ['socket'] : [],
      effects,
    },
  ],
  traits: [],
  page: 'https://nodejs.org/api/',
});

const OPENS = behaviour([], true);
const BEHAVIOURS: Readonly<Record<Action, Behaviour>> = {
  create: OPENS,
  accept: OPENS,
  hold: OPENS,
  close: behaviour([{ does: 'close', path: '0' }], false),
  take: behaviour([{ does: 'take', path: '0' }], false),
  exit: { ...OPENS, outcomes: [] },
};

const actionOf = (callee: string): Action | null => {
  const action = callee.slice(0, callee.indexOf(':'));
  return ACTIONS.find((each) => each === action) ?? null;
};

/** What an acquiring call says: how the object came, what it is, and from where. */
export function acquisition(callee: string): { action: string; kind: string; from: string } {
  const [action, kind, ...from] = callee.split(':');
  return { action, kind, from: from.join(':') };
}

export const knowledge: Knowledge = {
  modelOf: ({ callee }: Call) => {
    const action = actionOf(callee);
    return action === null ? null : BEHAVIOURS[action];
  },
  // What is in no file here, and in no table, keeps what it is given.
  guess: () => 'take',
  neverReturns: () => false,
  matters: ({ callee }: Call) => actionOf(callee) !== null,
  presumedToOpen: () => null,
};

import { ANY, ArgumentPath, type Behaviour, type Call, type Effect, type Knowledge } from '../dataflow';
import type { Callee, Operation } from '../ir';
import type { Kind } from './kinds';

/** What the front-end says that happens to an object: it is made, it comes with an event, it is open when a handler begins. */
export type Action = 'create' | 'accept' | 'hold' | 'close' | 'take' | 'exit';

/** An object of a kind comes into the care of a function, by this call of the source. */
export const acquires = (does: 'create' | 'accept' | 'hold', object: Kind, name: string): Operation =>
  operation(does, object, name);

/** A method ends the object that is its argument. */
export const closes = (method: string): Operation => operation('close', '', method);

/** Other code has the argument now. */
export const TAKES = operation('take', '', '');

/** The program ends. */
export const EXITS = operation('exit', '', '');

function operation(does: Action, object: Kind | '', name: string): Operation {
  return { kind: 'operation', does, object, name };
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
  close: behaviour([{ does: 'close', path: new ArgumentPath(0) }], false),
  take: behaviour([{ does: 'take', path: new ArgumentPath(0) }], false),
  exit: { ...OPENS, outcomes: [] },
};

/** What an acquiring call says: how the object came, what it is, and from where; null for another call. */
export const acquisition = (callee: Callee): { action: Action; kind: Kind; from: string } | null =>
  callee.kind === 'operation'
    ? { action: callee.does as Action, kind: callee.object as Kind, from: callee.name }
    : null;

export const knowledge: Knowledge = {
  modelOf: ({ callee }: Call) => (callee.kind === 'operation' ? BEHAVIOURS[callee.does as Action] : null),
  // What is in no file here, and in no table, keeps what it is given.
  guess: () => 'take',
  neverReturns: () => false,
  matters: ({ callee }: Call) => callee.kind === 'operation',
  presumedToOpen: () => null,
};

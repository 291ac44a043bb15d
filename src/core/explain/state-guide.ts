import type { Side, TcpStateName } from '../tcp';
import type { Locale } from '../words';
import type { CauseId } from './causes';
import { causeOf } from './causes';
import { type CommandInWords, commandsFor } from './commands';
import { stateMeaning } from './explanation';

/** What can be said of a state without a capture. */
export interface StateGuide {
  readonly state: TcpStateName;
  readonly meaning: string;
  readonly causes: readonly { readonly title: string; readonly text: string }[];
  /** For the machine on which the state was seen; addresses and ports are left out. */
  readonly commands: readonly CommandInWords[];
}

interface Usual {
  /** The end that is mostly asked about. */
  readonly side: Side;
  readonly causes: readonly CauseId[];
}

/** The states that `ss` and netstat show, those that people ask about first; the likeliest cause of each first. */
const USUAL: ReadonlyMap<TcpStateName, Usual> = new Map([
  [
    'CLOSE_WAIT',
    {
      side: 'server',
      causes: [
        'cause.close-wait.leaked',
        'cause.close-wait.blocked',
        'cause.close-wait.never-accepted',
        'cause.close-wait.inherited',
        'cause.close-wait.still-sending',
      ],
    },
  ],
  ['TIME_WAIT', { side: 'client', causes: ['cause.time-wait.normal', 'cause.time-wait.ports'] }],
  [
    'FIN_WAIT_2',
    {
      side: 'client',
      causes: ['cause.fin-wait-2.peer', 'cause.fin-wait-2.shutdown', 'cause.fin-wait-2.lost'],
    },
  ],
  [
    'SYN_SENT',
    { side: 'client', causes: ['cause.syn-sent.filtered', 'cause.syn-sent.down', 'cause.syn-sent.backlog'] },
  ],
  [
    'SYN_RECEIVED',
    {
      side: 'server',
      causes: ['cause.syn-received.lost', 'cause.syn-received.queue-full', 'cause.syn-received.flood'],
    },
  ],
  [
    'ESTABLISHED',
    {
      side: 'server',
      causes: [
        'cause.established.idle',
        'cause.established.half-open',
        'cause.established.not-accepted',
        'cause.established.not-reading',
      ],
    },
  ],
  ['LAST_ACK', { side: 'server', causes: ['cause.last-ack.lost', 'cause.last-ack.gone'] }],
  ['FIN_WAIT_1', { side: 'client', causes: ['cause.fin-wait-1.unreachable', 'cause.fin-wait-1.capture'] }],
  ['CLOSING', { side: 'client', causes: ['cause.closing.lost'] }],
  ['LISTEN', { side: 'server', causes: [] }],
  ['CLOSED', { side: 'client', causes: [] }],
] satisfies [TcpStateName, Usual][]);

/** The states that can be explained by name, those asked about most first. */
export const GUIDED_STATES: readonly TcpStateName[] = [...USUAL.keys()];

/** What a state means, what usually brings it about, and what to run. */
export function stateGuide(locale: Locale, state: TcpStateName): StateGuide {
  const usual = USUAL.get(state) ?? { side: 'client', causes: [] };
  return {
    state,
    meaning: stateMeaning(locale, state),
    causes: usual.causes.map((id) => causeOf(locale, id, usual.side)),
    commands: commandsFor(locale, {
      state,
      isServer: usual.side === 'server',
      port: null,
      local: { host: null, port: null },
      peer: { host: null, port: null },
    }),
  };
}

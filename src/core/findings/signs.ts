import type { Connection, Endpoint, PacketColumns } from '../flow';
import { laterOf } from '../tcp';
import { Threshold } from './thresholds';

type Test = (connection: Connection, packets: PacketColumns) => boolean;

/**
 * What the facts of a connection show before any of its packets is looked at again. Most connections were opened, used and
 * closed in order and show none, so that a capture of a million packets is judged without touching one of them again.
 */
const SIGNS = {
  /** An ICMP error speaks of it. */
  'icmp-error': ({ icmpErrors }) => icmpErrors > 0,
  /** Its two ends are one. */
  'to-itself': ({ toItself }) => toItself,
  /** Its SYN was not recorded. */
  'begun-before': ({ roleBy }) => roleBy !== 'syn',
  /** A connection before it had the same addresses and ports. */
  'ports-used-before': ({ previous }) => previous >= 0,
  /** An end did not close, or its FIN was not acknowledged; not where the recording stops after an answer. */
  unfinished: (connection, packets) => {
    const { client, server } = connection;
    if (!client.finSent && !server.finSent) return !wasAnsweredLast(connection, packets);
    return !client.finSent || !server.finSent || !client.finAcked || !server.finAcked;
  },
  /** An end sent or received a RST that counts. */
  reset: ({ client, server }) =>
    client.resetSent || client.resetReceived || server.resetSent || server.resetReceived,
  'repeated-fin': ({ client, server }) => client.finRepeated || server.finRepeated,
  'no-syn-ack': ({ server }) => !server.synAckSent,
  'no-times': ({ timeKnown }) => !timeKnown,
  /** Each end closed before the FIN of the other came. */
  'closed-at-once': ({ client, server }) =>
    client.finSent && server.finSent && client.closesPassively === server.closesPassively,
  'zero-window': ({ client, server }) => client.zeroWindowSent || server.zeroWindowSent,
  retransmitted: ({ retransmissions }) => retransmissions >= Threshold.unansweredSegments,
  /** The last data are the client's. */
  'last-request-unanswered': ({ client, server }) => client.lastData > server.lastData,
  /** The last data of the server came long after the last of its client: what the client waited for, or long in coming itself. */
  'answered-slowly': ({ client, server }, packets) =>
    client.lastData >= 0 &&
    packets.time(server.lastData) - packets.time(client.lastData) >= Threshold.servedWithin,
  /** The last SYN or SYN/ACK came as late as a repeated one. */
  'opened-slowly': ({ client, server, firstTimed }, packets) =>
    packets.time(laterOf(client.lastSyn, server.lastSyn)) - packets.time(firstTimed) >= Threshold.synTimeout,
  /** The time from the first FIN to the second counts. */
  'closed-slowly': (connection, packets) =>
    packets.time(closedSecond(connection).lastFin) - packets.time(closedFirst(connection).lastFin) >=
    Threshold.closeWarning,
  /** The end that closed second sent data after the FIN of the first. */
  'data-after-fin': (connection) => {
    const { lastFin } = closedFirst(connection);
    return lastFin >= 0 && closedSecond(connection).lastData > lastFin;
  },
} as const satisfies Record<string, Test>;

export type Sign = keyof typeof SIGNS;

const closedFirst = ({ client, server }: Connection): Endpoint => (client.closesPassively ? server : client);
const closedSecond = ({ client, server }: Connection): Endpoint => (client.closesPassively ? client : server);

/** Still open when the recording stops: its last request was answered, and no keep-alive came later, which may have had no answer. */
function wasAnsweredLast(connection: Connection, packets: PacketColumns): boolean {
  const { client, server, lastTimed, history } = connection;
  // A reset whose sender went on.
  if (/r/i.test(history)) return false;
  // What was sent last may have been sent again and again.
  if (connection.retransmissions > 1) return false;
  if (!client.handshakeDone || server.lastData <= client.lastData) return false;
  return packets.time(lastTimed) - packets.time(server.lastData) < Threshold.keepAlive;
}

const NAMES = Object.keys(SIGNS) as readonly Sign[];
const TESTS: readonly Test[] = NAMES.map((sign) => SIGNS[sign]);

/** Signs as bits, in the order in which they stand above. */
export const bitsOf = (signs: Iterable<Sign>): number =>
  [...signs].reduce((bits, sign) => bits | (1 << NAMES.indexOf(sign)), 0);

/** The signs that a connection shows, as bits. */
export function signsShown(connection: Connection, packets: PacketColumns): number {
  let bits = 0;
  for (let at = 0; at < TESTS.length; at++) if (TESTS[at](connection, packets)) bits |= 1 << at;
  return bits;
}

/** Whether a connection shows one of the signs. A lone SYN, of which a flood has millions, shows none. */
export function looksFor(wanted: ReadonlySet<Sign>, packets: PacketColumns) {
  const tests = TESTS.filter((_, at) => wanted.has(NAMES[at]));
  return (connection: Connection): boolean => {
    if (isLoneSyn(connection)) return false;
    for (const test of tests) if (test(connection, packets)) return true;
    return false;
  };
}

const isLoneSyn = ({ packets, client, previous, icmpErrors }: Connection): boolean =>
  packets === 1 && client.synSent && previous < 0 && icmpErrors === 0;

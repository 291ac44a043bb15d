import type { Connection, Tracker } from '../flow';
import { connectionId } from '../tcp';

/** Connections from which on it is no accident that all of them have one port or one pair of addresses. */
const NO_ACCIDENT = 10;
/** Places of the port in what the connection table lists of an end. */
const PORT = 4;

/** What all TCP of a recording has in common, as behind a filter: the server's port, or both addresses. */
export interface Confinement {
  readonly to: 'port' | 'pair';
  /** Any of the connections: they agree in it. */
  readonly connection: Connection;
}

/** Only where nothing but TCP was recorded: a filter on a port or two hosts lets little else through. Null: none is seen. */
export function confinementOf(tracker: Tracker): Confinement | null {
  const { connections, packets, tcpPackets, table } = tracker;
  const first = connections.at(connectionId(0));
  if (first === undefined || connections.length < NO_ACCIDENT || tcpPackets < packets.length) return null;
  const ends = (connection: Connection) => [
    table.addressOf(connection, true),
    table.addressOf(connection, false),
  ];
  const [client, server] = ends(first);
  let isOnePort = true;
  let isOnePair = true;
  for (const connection of connections) {
    const [otherClient, otherServer] = ends(connection);
    isOnePort &&= otherServer[PORT] === server[PORT];
    isOnePair &&= isSameHost(otherClient, client) && isSameHost(otherServer, server);
    if (!isOnePort && !isOnePair) return null;
  }
  return { to: isOnePair ? 'pair' : 'port', connection: first };
}

/** The same address and family, whatever the port. */
const isSameHost = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((word, at) => at === PORT || word === b[at]);

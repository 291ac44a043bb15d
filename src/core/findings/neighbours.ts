import type { Connection, Tracker } from '../flow';
import type { ConnectionId } from '../tcp';
import { serverKey } from './servers';

/** What the other connections to the same server and port say about one of them. Connections are indices from 0, null: none. */
export interface Neighbours {
  /** One that was opened before, was served, and was still open when this one came: a single-threaded program is busy with it. */
  readonly servedMeanwhile: ConnectionId | null;
  /** One that was opened later and was served: accept() takes connections in order, so this one was accepted too. */
  readonly servedLater: ConnectionId | null;
  /** One whose SYN the server answered, after this one's first SYN or at most a minute before: it is there, and so is the way to it. */
  readonly answered: ConnectionId | null;
  /** How many the server has closed. */
  readonly closedByServer: number;
}

export const NO_NEIGHBOURS: Neighbours = {
  servedMeanwhile: null,
  servedLater: null,
  answered: null,
  closedByServer: 0,
};

/** One pass over the connections, for the one that is looked at. */
export function neighboursOf(tracker: Tracker, connection: Connection): Neighbours {
  const own = serverKey(tracker, connection);
  let servedMeanwhile: ConnectionId | null = null;
  let servedLater: ConnectionId | null = null;
  let answered: ConnectionId | null = null;
  let closedByServer = 0;
  for (const other of tracker.connections) {
    if (!other.server.synAckSent && !other.server.finSent && other.server.bytes === 0) continue;
    if (other.id === connection.id || serverKey(tracker, other) !== own) continue;
    if (other.server.synAckSent && isRecent(tracker, other, connection)) answered ??= other.id;
    if (other.server.finSent) closedByServer++;
    if (other.server.bytes === 0) continue;
    if (other.firstPacket > connection.firstPacket) {
      if (other.client.synSent) servedLater ??= other.id;
    } else if (other.lastPacket > connection.firstPacket) servedMeanwhile ??= other.id;
  }
  return { servedMeanwhile, servedLater, answered, closedByServer };
}

/** Long enough for a burst of clients, too short for a server to go down unnoticed among them. */
const RECENT = 60;

const isRecent = ({ packets }: Tracker, other: Connection, than: Connection): boolean =>
  !(packets.time(than.firstPacket) - packets.time(other.lastPacket) > RECENT);

import type { Connection, Endpoint, Tracker } from '../flow';
import type { ConnectionId, PacketIndex } from '../tcp';
import { serverKey } from './servers';
import { Threshold } from './thresholds';

/** What the other connections to the same server and port say about one of them. Connections are indices from 0, null: none. */
export interface Neighbours {
  /** One that was opened before, was served, and was still open when this one came: a single-threaded program is busy with it. */
  readonly servedMeanwhile: ConnectionId | null;
  /** How many had been served before this one came, and were still open then. */
  readonly servedAndOpen: number;
  /** One that was opened later and was served: accept() takes connections in order, so this one was accepted too. */
  readonly servedLater: ConnectionId | null;
  /** One whose SYN the server answered, after this one's first SYN or at most a minute before: it is there, and so is the way to it. */
  readonly answered: ConnectionId | null;
  /** How many the server has closed. */
  readonly closedByServer: number;
}

export const NO_NEIGHBOURS: Neighbours = {
  servedMeanwhile: null,
  servedAndOpen: 0,
  servedLater: null,
  answered: null,
  closedByServer: 0,
};

/** One pass over the connections, for the one that is looked at. */
export function neighboursOf(tracker: Tracker, connection: Connection): Neighbours {
  const own = serverKey(tracker, connection);
  let servedMeanwhile: ConnectionId | null = null;
  let servedAndOpen = 0;
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
    } else if (isOpenAt(other, connection.firstPacket)) {
      if (!isServedWith(tracker, other, connection)) servedMeanwhile ??= other.id;
      if (other.server.lastData < connection.firstPacket) servedAndOpen++;
    }
  }
  return { servedMeanwhile, servedAndOpen, servedLater, answered, closedByServer };
}

/** It had not ended when a packet came: what of it comes later is not the end of a close in order. */
const isOpenAt = ({ client, server, lastPacket }: Connection, index: PacketIndex): boolean => {
  if (client.resetSent || server.resetSent) return lastPacket > index;
  const closed = (end: Endpoint): boolean => end.finSent && end.lastFin < index;
  return !closed(client) && !closed(server);
};

/** Both had their last answer in the same moment: what kept the one waiting kept the other, too. */
function isServedWith({ packets }: Tracker, other: Connection, connection: Connection): boolean {
  if (connection.server.lastData < 0) return false;
  const apart = packets.time(connection.server.lastData) - packets.time(other.server.lastData);
  return Math.abs(apart) < Threshold.sameMoment;
}

/** Long enough for a burst of clients, too short for a server to go down unnoticed among them. */
const RECENT = 60;

const isRecent = ({ packets }: Tracker, other: Connection, than: Connection): boolean =>
  !(packets.time(than.firstPacket) - packets.time(other.lastPacket) > RECENT);

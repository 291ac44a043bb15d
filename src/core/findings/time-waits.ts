import type { Connection, Tracker } from '../flow';
import type { ConnectionId } from '../tcp';
import type { CaptureFacts } from './capture-rule';
import { grouped, largestOverlap, type Span } from './overlap';
import { hostKey, serverKey } from './servers';
import { Threshold } from './thresholds';

/** The connections of one client to one server's port: those that share the client's range of local ports. */
export interface Route {
  /** Their indices: there may be millions that were only begun. */
  readonly connections: readonly ConnectionId[];
  /** Connections whose port the client cannot use for another to the same server, when there were most of them. */
  readonly held: readonly Connection[];
  /** Seconds, in the capture's clock, of that moment. */
  readonly at: number;
  /** Connections that reopened a port before its TIME_WAIT was over. */
  readonly reopened: readonly Connection[];
}

/** Every route with enough connections to matter. */
export function busyRoutes({ tracker }: CaptureFacts): Route[] {
  const { connections } = tracker;
  const holders = connections.idsOf((connection) => keepsTimeWait(connection) || connection.previous >= 0);
  if (holders.length < Threshold.reusedPorts) return [];
  const groups = grouped(holders, (id) => keyOf(tracker, connections.get(id)));
  return [...groups.values()]
    .filter((group) => group.length >= Threshold.reusedPorts)
    .map((group) => routeOf(tracker, group));
}

function keyOf(tracker: Tracker, connection: Connection): string {
  const { table } = tracker;
  return `${hostKey(table.addressOf(connection, true))} ${serverKey(tracker, connection)}`;
}

function routeOf(tracker: Tracker, connections: readonly ConnectionId[]): Route {
  const spans: Span<Connection>[] = [];
  const reopened: Connection[] = [];
  for (const id of connections) {
    const connection = tracker.connections.get(id);
    if (keepsTimeWait(connection)) spans.push(timeWaitOf(connection, tracker));
    if (reopensTimeWait(tracker, connection)) reopened.push(connection);
  }
  const { at, items } = largestOverlap(spans);
  return { connections, held: items, at, reopened };
}

/** The client closed first and in order: TIME_WAIT, and with it the port, are its own. */
const keepsTimeWait = ({ client, server, timeKnown }: Connection): boolean =>
  timeKnown && client.finSent && server.finSent && !client.closesPassively && !hasReset(client, server);

const hasReset = (...ends: readonly Connection['client'][]): boolean =>
  ends.some(({ resetSent }) => resetSent);

const timeWaitOf = (connection: Connection, { packets }: Tracker): Span<Connection> => ({
  item: connection,
  from: packets.time(connection.lastTimed),
  until: packets.time(connection.lastTimed) + Threshold.timeWait,
});

function reopensTimeWait({ connections, packets }: Tracker, connection: Connection): boolean {
  const before = connections.at(connection.previous);
  if (before === undefined || !keepsTimeWait(before)) return false;
  return packets.time(connection.firstTimed) - packets.time(before.lastTimed) < Threshold.timeWait;
}

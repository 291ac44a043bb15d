import { type Connection, stateOf } from '../flow';
import type { CaptureReading } from './capture-reading';
import { connectionRow, secondsOf } from './connection-views';
import type { RowList } from './row-list';
import { stuckSeconds, stuckSide } from './stuck';
import type { ConnectionRow } from './views';

/** Connections of one answer. */
const MAXIMUM_ROWS = 1000;

export interface ConnectionsQuery {
  readonly from: number;
  readonly to: number;
  readonly sort:
    | 'connection'
    | 'client'
    | 'server'
    | 'packets'
    | 'clientBytes'
    | 'serverBytes'
    | 'seconds'
    | 'clientState'
    | 'serverState'
    | 'history'
    /** By how long an end has been stuck; those where none is come before. */
    | 'stuck';
  readonly descending: boolean;
  /** Only connections that the current filter leaves packets of. */
  readonly filtered: boolean;
}

type Order = (a: Connection, b: Connection) => number;

const ORDERS: Readonly<Record<ConnectionsQuery['sort'], (reading: CaptureReading) => Order>> = {
  connection: () => (a, b) => a.id - b.id,
  client: (reading) => byAddress(reading, true),
  server: (reading) => byAddress(reading, false),
  packets: () => by((connection) => connection.packets),
  clientBytes: () => by(({ lengthsKnown, client }) => (lengthsKnown ? client.bytes : UNKNOWN)),
  serverBytes: () => by(({ lengthsKnown, server }) => (lengthsKnown ? server.bytes : UNKNOWN)),
  seconds: ({ recorder: { tracker } }) =>
    by((connection) => (connection.timeKnown ? secondsOf(connection, tracker) : UNKNOWN)),
  clientState: () => by(({ client }) => stateOf(client.packed)),
  serverState: () => by(({ server }) => stateOf(server.packed)),
  history: () => byHistory,
  stuck: (reading) => byStuck(reading),
};

/** Sorts before everything that is known. */
const UNKNOWN = -1;

function by(value: (connection: Connection) => number): Order {
  return (a, b) => value(a) - value(b);
}

function byHistory(a: Connection, b: Connection): number {
  return a.history < b.history ? -1 : a.history > b.history ? 1 : 0;
}

/** Looked at once for each: to compare them anew each time would be slow for a hundred thousand. */
function byStuck({ recorder: { tracker } }: CaptureReading): Order {
  const seconds = new Map<Connection, number>();
  for (const connection of tracker.connections) {
    const side = stuckSide(connection, tracker);
    if (side !== null) seconds.set(connection, stuckSeconds(connection, side, tracker) ?? 0);
  }
  return by((connection) => seconds.get(connection) ?? UNKNOWN);
}

/** Connections [from, to) in the order asked for; ties in order of appearance. */
export function listConnections(
  reading: CaptureReading,
  query: ConnectionsQuery,
  filter: RowList | null,
): { rows: ConnectionRow[]; total: number } {
  const { tracker } = reading.recorder;
  const all = query.filtered && filter !== null ? leftBy(reading, filter) : tracker.connections;
  const sorted = inOrder(all, query, reading);
  const from = Math.max(0, query.from);
  const to = Math.min(query.to, from + MAXIMUM_ROWS, sorted.length);
  return {
    rows: sorted.slice(from, to).map((connection) => connectionRow(reading, connection)),
    total: sorted.length,
  };
}

function inOrder(
  all: readonly Connection[],
  { sort, descending }: ConnectionsQuery,
  reading: CaptureReading,
): readonly Connection[] {
  if (sort === 'connection' && !descending) return all;
  const order = ORDERS[sort](reading);
  return [...all].sort(descending ? (a, b) => order(b, a) : order);
}

function leftBy(reading: CaptureReading, filter: RowList): Connection[] {
  const { tracker } = reading.recorder;
  const seen = new Uint8Array(tracker.connections.length);
  for (let position = 0; position < filter.length; position++) {
    const index = reading.packetOfRow(filter.at(position));
    const id = index < 0 ? -1 : tracker.packets.connection(index);
    if (id >= 0 && id < seen.length) seen[id] = 1;
  }
  return tracker.connections.filter((connection) => seen[connection.id] === 1);
}

function byAddress(reading: CaptureReading, client: boolean) {
  const { table } = reading.recorder.tracker;
  return (a: Connection, b: Connection): number => {
    const x = table.addressOf(a, client);
    const y = table.addressOf(b, client);
    if (x[5] !== y[5]) return x[5] - y[5];
    for (let at = 0; at < 5; at++) if (x[at] !== y[at]) return (x[at] >>> 0) - (y[at] >>> 0);
    return a.id - b.id;
  };
}

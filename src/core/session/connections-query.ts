import { type Connection, stateOf } from '../flow';
import type { CaptureReading } from './capture-reading';
import { connectionRow } from './connection-views';
import type { RowList } from './row-list';
import type { ConnectionRow } from './views';

/** Connections of one answer. */
const MAXIMUM_ROWS = 1000;

export interface ConnectionsQuery {
  readonly from: number;
  readonly to: number;
  readonly sort: 'connection' | 'client' | 'server' | 'packets' | 'seconds' | 'clientState' | 'serverState';
  readonly descending: boolean;
  /** Only connections that the current filter leaves packets of. */
  readonly filtered: boolean;
}

type Order = (reading: CaptureReading) => (a: Connection, b: Connection) => number;

const ORDERS: Readonly<Record<ConnectionsQuery['sort'], Order>> = {
  connection: () => (a, b) => a.id - b.id,
  client: (reading) => byAddress(reading, true),
  server: (reading) => byAddress(reading, false),
  packets: () => (a, b) => a.packets - b.packets,
  seconds: () => (a, b) => a.lastTime - a.firstTime - (b.lastTime - b.firstTime),
  clientState: () => (a, b) => stateOf(a.client.packed) - stateOf(b.client.packed),
  serverState: () => (a, b) => stateOf(a.server.packed) - stateOf(b.server.packed),
};

/** Connections [from, to) in the order asked for; ties in order of appearance. */
export function listConnections(
  reading: CaptureReading,
  query: ConnectionsQuery,
  filter: RowList | null,
): { rows: ConnectionRow[]; total: number } {
  const { tracker } = reading.recorder;
  const all = query.filtered && filter !== null ? leftBy(reading, filter) : tracker.connections;
  const sorted = query.sort === 'connection' ? all : [...all].sort(ORDERS[query.sort](reading));
  const from = Math.max(0, query.from);
  const to = Math.min(query.to, from + MAXIMUM_ROWS, sorted.length);
  const picked: Connection[] = [];
  for (let at = from; at < to; at++) picked.push(sorted[query.descending ? sorted.length - 1 - at : at]);
  return {
    rows: picked.map((connection) => connectionRow(reading, connection)),
    total: sorted.length,
  };
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

import type { Stuck } from '../../findings';
import type { Connection } from '../../flow';
import { connectionId, stateOf } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { connectionRow, secondsOf } from './connection-views';
import type { RowList } from './row-list';
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
    /** By how long an end has been stuck; those that may be come before, and before them those where none is. */
    | 'stuck';
  readonly descending: boolean;
  /** Only connections that the current filter leaves packets of. */
  readonly filtered: boolean;
}

/** What the connections are sorted by: looked at once for each, and only that is kept of them. */
type Key = (connection: Connection) => number | string;
type Order = (a: number, b: number) => number;

const KEYS: Readonly<
  Record<
    Exclude<ConnectionsQuery['sort'], 'connection' | 'client' | 'server'>,
    (reading: CaptureReading) => Key
  >
> = {
  packets: () => (connection) => connection.packets,
  clientBytes:
    () =>
    ({ lengthsKnown, client }) =>
      lengthsKnown ? client.bytes : UNKNOWN,
  serverBytes:
    () =>
    ({ lengthsKnown, server }) =>
      lengthsKnown ? server.bytes : UNKNOWN,
  seconds:
    ({ recorder: { observation } }) =>
    (connection) =>
      secondsOf(connection, observation) ?? UNKNOWN,
  clientState:
    () =>
    ({ client }) =>
      stateOf(client.packed),
  serverState:
    () =>
    ({ server }) =>
      stateOf(server.packed),
  history:
    () =>
    ({ history }) =>
      history,
  stuck:
    ({ findings }) =>
    (connection) =>
      stuckKey(findings.stuckOf(connection)),
};

/** Sorts before everything that is known. */
const UNKNOWN = -1;

/** What may be stuck sorts before all that is: between -1 and 0, the longest last. */
function stuckKey(stuck: Stuck | null): number {
  if (stuck === null) return UNKNOWN;
  const seconds = stuck.seconds ?? 0;
  return stuck.sureness === 'possible' ? -1 / (2 + seconds) : seconds;
}

/** Connections [from, to) in the order asked for; ties in order of appearance. */
export function listConnections(
  reading: CaptureReading,
  query: ConnectionsQuery,
  filter: RowList | null,
): { rows: ConnectionRow[]; total: number } {
  const { connections } = reading.recorder.tracker;
  const sorted = inOrder(query.filtered && filter !== null ? leftBy(reading, filter) : null, query, reading);
  const total = sorted?.length ?? connections.length;
  const from = Math.max(0, query.from);
  const to = Math.min(query.to, from + MAXIMUM_ROWS, total);
  const rows: ConnectionRow[] = [];
  for (let at = from; at < to; at++)
    rows.push(connectionRow(reading, connections.get(connectionId(sorted === null ? at : sorted[at]))));
  return { rows, total };
}

/** The numbers of connections in the order asked for; null stands for all of them in order of appearance. */
function inOrder(
  ids: Uint32Array | null,
  { sort, descending }: ConnectionsQuery,
  reading: CaptureReading,
): Uint32Array | null {
  if (sort === 'connection' && !descending) return ids;
  const { length } = reading.recorder.tracker.connections;
  const all = ids ?? Uint32Array.from({ length }, (_, id) => id);
  const order = orderOf(sort, reading);
  return all.sort(descending ? (a, b) => order(b, a) || a - b : (a, b) => order(a, b) || a - b);
}

function orderOf(sort: ConnectionsQuery['sort'], reading: CaptureReading): Order {
  if (sort === 'connection') return (a, b) => a - b;
  if (sort === 'client' || sort === 'server') return byAddress(reading, sort === 'client');
  const keyOf = KEYS[sort](reading);
  const keys: (number | string)[] = [];
  for (const connection of reading.recorder.tracker.connections) keys.push(keyOf(connection));
  return (a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : 0);
}

function leftBy(reading: CaptureReading, filter: RowList): Uint32Array {
  const { tracker } = reading.recorder;
  const seen = new Uint8Array(tracker.connections.length);
  for (let position = 0; position < filter.length; position++) {
    const index = reading.packetOfRow(filter.at(position));
    const id = index < 0 ? -1 : tracker.packets.connection(index);
    if (id >= 0 && id < seen.length) seen[id] = 1;
  }
  return Uint32Array.from(seen.keys()).filter((id) => seen[id] === 1);
}

function byAddress(reading: CaptureReading, client: boolean): Order {
  const { table, connections } = reading.recorder.tracker;
  const firsts = Uint8Array.from(connections, ({ clientIsFirst }) => Number(clientIsFirst));
  const addressOf = (id: number) =>
    table.addressOf({ id: connectionId(id), clientIsFirst: firsts[id] === 1 }, client);
  return (a, b) => {
    const x = addressOf(a);
    const y = addressOf(b);
    if (x[5] !== y[5]) return x[5] - y[5];
    for (let at = 0; at < 5; at++) if (x[at] !== y[at]) return (x[at] >>> 0) - (y[at] >>> 0);
    return 0;
  };
}

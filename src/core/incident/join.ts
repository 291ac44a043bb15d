import { isAnyHost, type SocketAddress, type SocketRow, type SocketTable } from '../sockets';
import { type Certainty, otherSide, type Side, type TcpStateName } from '../tcp';
import { follows, type Missing, missingBetween } from './state-order';

/** A connection as packets show it: what a row is held against. */
export interface PacketConnection {
  readonly client: string;
  readonly server: string;
  /** At the end of the recording. */
  readonly states: Readonly<Record<Side, { readonly state: TcpStateName; readonly certainty: Certainty }>>;
  /** Payload was recorded from that end. */
  readonly sentData: Readonly<Record<Side, boolean>>;
}

/**
 * How a row's state goes with that of the packets: the same; `later`, the packets end before what the row shows; `older`,
 * the packets go on from there; `contradiction`, neither can follow the other; `unknown`, one of them does not say.
 */
export type Agreement = 'same' | 'later' | 'older' | 'contradiction' | 'unknown';

/**
 * What joined a row and a connection: both addresses; a connection tracking's own word; or one end and the other's port,
 * which a router that translates addresses leaves as they are (`-client`: the client's address differs).
 */
export type JoinedBy = 'tuple' | 'conntrack' | 'translated-client' | 'translated-server';

export interface Joined<Connection extends PacketConnection = PacketConnection> {
  readonly row: SocketRow;
  readonly table: number;
  readonly connection: Connection;
  /** The end that the row is of. */
  readonly side: Side;
  readonly by: JoinedBy;
  /** Several connections of the recordings used these addresses, or they are translated: likely, not proven. */
  readonly sure: boolean;
  readonly agreement: Agreement;
  /** Of `later`: what the recording does not hold. */
  readonly missing: Missing | null;
}

/** Rows that no connection has the addresses of are left out; so are listening sockets. */
export function joinTables<Connection extends PacketConnection>(
  connections: readonly Connection[],
  tables: readonly SocketTable[],
): readonly Joined<Connection>[] {
  const byTuple = new Map<string, Candidate<Connection>[]>();
  for (const connection of connections)
    for (const side of ['client', 'server'] as const)
      push(byTuple, tupleOf(connection[side], connection[otherSide(side)]), { connection, side });
  const ahead = beforeTranslation(tables);
  const joined: Joined<Connection>[] = [];
  const rest: Loose[] = [];
  for (const [table, { rows }] of tables.entries())
    for (const row of rows) {
      if (!isConnected(row)) continue;
      const tuple = tupleOf(endText(row.local), endText(row.peer));
      const found = byTuple.get(tuple);
      const tracked = found === undefined ? byTuple.get(ahead.get(tuple) ?? '') : undefined;
      if (found !== undefined) joined.push(choose('tuple', row, table, found));
      else if (tracked !== undefined) joined.push(choose('conntrack', row, table, tracked));
      else rest.push({ row, table });
    }
  return [...joined, ...translated(connections, rest, joined)];
}

/** From the addresses behind a translation to those before it and back, where a connection tracking lists both. */
function beforeTranslation(tables: readonly SocketTable[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { rows } of tables)
    for (const { local, peer, behind } of rows) {
      if (local === null || peer === null || behind === null) continue;
      for (const turned of [false, true]) {
        const [a, b] = turned ? [peer, local] : [local, peer];
        const [x, y] = turned ? [behind.peer, behind.local] : [behind.local, behind.peer];
        names.set(tupleOf(endText(x), endText(y)), tupleOf(endText(a), endText(b)));
        names.set(tupleOf(endText(a), endText(b)), tupleOf(endText(x), endText(y)));
      }
    }
  return names;
}

interface Candidate<Connection> {
  readonly connection: Connection;
  readonly side: Side;
}

interface Loose {
  readonly row: SocketRow;
  readonly table: number;
}

type ConnectedRow = SocketRow & { readonly local: SocketAddress; readonly peer: SocketAddress };

const isConnected = (row: SocketRow): row is ConnectedRow =>
  row.local !== null && row.peer !== null && row.state !== 'LISTEN' && !isAnyHost(row.peer);

/** Of several connections on the same ports, one after another, the last that goes with the row. */
function choose<Connection extends PacketConnection>(
  by: JoinedBy,
  row: SocketRow,
  table: number,
  found: readonly Candidate<Connection>[],
): Joined<Connection> {
  const rated = found.map((candidate) => ({ ...candidate, agreement: agreementOf(row, candidate) }));
  const chosen = rated.findLast(({ agreement }) => agreement === 'same') ?? rated[rated.length - 1];
  return joinedBy(by, row, table, chosen, found.length === 1);
}

function joinedBy<Connection extends PacketConnection>(
  by: JoinedBy,
  row: SocketRow,
  table: number,
  { connection, side }: Candidate<Connection>,
  sure: boolean,
): Joined<Connection> {
  const agreement = agreementOf(row, { connection, side });
  const missing =
    agreement === 'later' && row.state !== null
      ? missingBetween(connection.states[side].state, row.state)
      : null;
  return { row, table, connection, side, by, sure, agreement, missing };
}

/** conntrack's state is of the connection, not of an end. */
function agreementOf(row: SocketRow, { connection, side }: Candidate<PacketConnection>): Agreement {
  const { state } = connection.states[side];
  if (row.state === null || state === 'UNKNOWN' || row.tool === 'conntrack') return 'unknown';
  if (row.state === state) return 'same';
  if (follows(row.state, state)) return 'later';
  return follows(state, row.state) ? 'older' : 'contradiction';
}

/** Ports below it are those of servers (RFC 6335 section 6). */
const FIRST_EPHEMERAL = 1024;

/**
 * What a router has translated: one end's address and the client's port are the same, and nothing else of either side fits.
 * Where many rows and connections meet at an end, some share a port by chance: then most of them have to.
 */
function translated<Connection extends PacketConnection>(
  connections: readonly Connection[],
  rest: readonly Loose[],
  joined: readonly Joined<Connection>[],
): Joined<Connection>[] {
  const taken = new Set(joined.map(({ connection }) => connection));
  // A table that shows connections as the packets do has no translation before it.
  const plain = new Set(
    joined.filter(({ by, row }) => by === 'tuple' && row.tool !== 'conntrack').map(({ table }) => table),
  );
  const loose = rest.filter(({ table, row }) => !plain.has(table) && row.tool !== 'conntrack');
  if (loose.length === 0) return [];
  const free = connections.filter((connection) => !taken.has(connection));
  for (const changed of ['client', 'server'] as const) {
    const pairs = pairsOf(free, loose, changed);
    if (pairs.length > 0) return pairs;
  }
  return [];
}

interface Pairing<Connection> {
  readonly loose: Loose;
  readonly side: Side;
  readonly connections: readonly Connection[];
}

function pairsOf<Connection extends PacketConnection>(
  free: readonly Connection[],
  loose: readonly Loose[],
  changed: Side,
): Joined<Connection>[] {
  const kept = otherSide(changed);
  const byShared = new Map<string, Connection[]>();
  const hosts = new Map<string, number>();
  for (const connection of free) {
    push(byShared, sharedOf(connection[kept], changed, portOf(connection.client)), connection);
    const host = hostOf(connection[kept]);
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  const met = loose.flatMap((one) => pairingsOf(one, changed, byShared, hosts));
  const rowsOf = new Map<Connection, Pairing<Connection>[]>();
  for (const pairing of met)
    if (pairing.connections.length === 1) push(rowsOf, pairing.connections[0], pairing);
  const by = changed === 'client' ? 'translated-client' : 'translated-server';
  const pairs = [...rowsOf].flatMap(([connection, [first, ...more]]) => {
    const pair = joinedBy(by, first.loose.row, first.loose.table, { connection, side: first.side }, false);
    return more.length > 0 || pair.agreement === 'contradiction' ? [] : [pair];
  });
  const here = new Set(met.map((pairing) => hostOf(keptEnd(pairing, changed))));
  const there = free.filter((connection) => here.has(hostOf(connection[kept]))).length;
  return pairs.length * 2 >= Math.min(met.length, there) ? pairs : [];
}

/** The row as one of either end, where its end that was not translated is an end of a connection too. */
function pairingsOf<Connection>(
  loose: Loose,
  changed: Side,
  byShared: ReadonlyMap<string, readonly Connection[]>,
  hosts: ReadonlyMap<string, number>,
): Pairing<Connection>[] {
  const { row } = loose;
  if (!isConnected(row)) return [];
  return (['client', 'server'] as const).flatMap((side) => {
    const client = side === 'client' ? row.local : row.peer;
    const end = keptEnd({ loose, side }, changed);
    if (!hosts.has(hostOf(end)) || client.port === null || client.port < FIRST_EPHEMERAL) return [];
    const connections = byShared.get(sharedOf(end, changed, String(client.port))) ?? [];
    return connections.length === 0 && side === 'client' ? [] : [{ loose, side, connections }];
  });
}

/** The address that is the same on both sides of the translation. */
function keptEnd({ loose: { row }, side }: { loose: Loose; side: Side }, changed: Side): string {
  const end = side === changed ? row.peer : row.local;
  return end === null ? '' : endText(end);
}

/** A port of the server's may be translated with its address; the client's is mostly kept. */
const sharedOf = (kept: string, changed: Side, clientPort: string): string =>
  changed === 'client' ? `${normal(kept)} ${clientPort}` : normal(kept);

const hostOf = (end: string): string => normal(end.slice(0, end.lastIndexOf(':')));

const portOf = (end: string): string => end.slice(end.lastIndexOf(':') + 1);

const tupleOf = (from: string, to: string): string => `${normal(from)} ${normal(to)}`;

/** Without the interface of a scoped address, which packets do not show. */
const endText = ({ host, port, service }: SocketAddress): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port ?? service ?? '*'}`;

const normal = (end: string): string => end.toLowerCase();

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

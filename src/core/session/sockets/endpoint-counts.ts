import { isConnection, type TableFacts } from '../../incident';
import { formatSocketAddress, type SocketAddress, type SocketRow } from '../../sockets';
import { processView } from './connection-view';
import type { EndpointCount } from './views';

/** Endpoints shown; beyond them the findings tell what matters. */
const MOST = 50;
const MANY_MORE = 10;

/**
 * Per listening endpoint, and per server that this host connects to, the states of the connections; the busiest first. Of
 * several listings of a host the last is counted: the others are `outdated`.
 */
export function endpointCounts(facts: TableFacts, outdated: ReadonlySet<SocketRow>): EndpointCount[] {
  return [...grouped(facts, outdated).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST)
    .map((rows) => countOf(facts, rows));
}

/** The endpoints whose connections in some state are more or fewer than before; first those with more in CLOSE_WAIT, then those that grew most. */
export function endpointChanges(first: TableFacts, now: TableFacts): EndpointCount[] {
  const [before, after] = [first, now].map((facts) => grouped(facts, new Set()));
  return [...new Set([...after.keys(), ...before.keys()])]
    .flatMap((key) => changeOf(before.get(key), after.get(key), first, now))
    .filter(({ states }) => states.some(isTold))
    .sort((a, b) => closeWaits(b) - closeWaits(a) || growth(b) - growth(a))
    .slice(0, MOST);
}

function changeOf(
  before: readonly SocketRow[] | undefined,
  after: readonly SocketRow[] | undefined,
  first: TableFacts,
  now: TableFacts,
): EndpointCount[] {
  const old = before === undefined ? null : countOf(first, before);
  const count = after === undefined ? null : countOf(now, after);
  const of = (part: EndpointCount | null, state: SocketRow['state']) =>
    part?.states.find((one) => one.state === state)?.count ?? 0;
  const states = new Set([count, old].flatMap((part) => part?.states ?? []).map(({ state }) => state));
  const known = count ?? old;
  if (known === null) return [];
  const listening = count?.listening ?? false;
  const changed = [...states].map((state) => ({ state, count: of(count, state), before: of(old, state) }));
  return [{ ...known, listening, states: changed }];
}

/** TIME_WAIT comes and goes of itself: only where it piles up is it told. */
const isTold = ({ state, count, before = 0 }: EndpointCount['states'][number]): boolean =>
  state === 'TIME_WAIT' ? count - before >= MANY_MORE : count !== before;

const closeWaits = ({ states }: EndpointCount): number =>
  growth({ states: states.filter(({ state }) => state === 'CLOSE_WAIT') });

const growth = ({ states }: Pick<EndpointCount, 'states'>): number =>
  states.reduce((sum, { count, before = 0 }) => sum + count - before, 0);

/** Rows by the endpoint that their connections are counted at. */
function grouped(facts: TableFacts, outdated: ReadonlySet<SocketRow>): Map<string, SocketRow[]> {
  const groups = new Map<string, SocketRow[]>();
  for (const row of facts.table.rows) {
    if (outdated.has(row)) continue;
    const end = endpointOf(facts, row);
    if (end === null) continue;
    const key = `${facts.isServer(row)} ${formatSocketAddress(end)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Connections are counted where the listening socket is. */
function endpointOf(facts: TableFacts, row: SocketRow): SocketAddress | null {
  if (!facts.isServer(row)) return row.peer;
  return facts.listenerOf(row)?.local ?? row.local;
}

function countOf(facts: TableFacts, rows: readonly SocketRow[]): EndpointCount {
  const [first] = rows;
  const end = endpointOf(facts, first);
  const states = new Map<SocketRow['state'], number>();
  const connected = rows.filter(isConnection);
  for (const { state } of connected) states.set(state, (states.get(state) ?? 0) + 1);
  const holder = rows.find(({ processes }) => processes.length > 0);
  return {
    address: end === null ? '' : formatSocketAddress(end),
    side: facts.isServer(first) ? 'server' : 'client',
    listening: rows.some(({ state }) => state === 'LISTEN'),
    process: processView(holder?.processes[0] ?? null),
    states: [...states].map(([state, count]) => ({ state, count })),
  };
}

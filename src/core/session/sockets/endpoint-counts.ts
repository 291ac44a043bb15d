import type { TableFacts } from '../../incident';
import { formatSocketAddress, type SocketAddress, type SocketRow } from '../../sockets';
import { processView } from './connection-view';
import type { EndpointCount } from './views';

/** Endpoints shown; beyond them the findings tell what matters. */
const MOST = 50;

/**
 * Per listening endpoint, and per server that this host connects to, the states of the connections; the busiest first. Of
 * several listings of a host the last is counted: the others are `outdated`.
 */
export function endpointCounts(facts: TableFacts, outdated: ReadonlySet<SocketRow>): EndpointCount[] {
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
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST)
    .map((rows) => countOf(facts, rows));
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
  const connected = rows.filter(({ peer }) => peer !== null);
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

import { say } from '../explain';
import type { IncidentConnection } from '../session/incident';
import { spelledOut } from '../text';
import type { Locale } from '../words';
import { stateLabel } from './state-label';

/** Servers that are told of; those with what is stuck first, then those with most connections. */
const MOST_SERVERS = 20;

interface ServerCount {
  readonly states: Map<string, number>;
  connections: number;
  stuck: number;
}

/** One line a server: how many of its connections are in which states, the client's and its own. */
export function serverLines(locale: Locale, connections: Iterable<IncidentConnection>): string[] {
  const servers = new Map<string, ServerCount>();
  for (const connection of connections) count(servers, connection);
  const sorted = [...servers].sort(([, a], [, b]) => b.stuck - a.stuck || b.connections - a.connections);
  const lines = sorted
    .slice(0, MOST_SERVERS)
    .map(([server, { states }]) =>
      say(locale, 'agent.server', { server: spelledOut(server), states: statesIn(states) }),
    );
  const more = sorted.length - lines.length;
  return more === 0 ? lines : [...lines, say(locale, 'agent.more-servers', { count: more })];
}

function count(servers: Map<string, ServerCount>, { packets, row, stuck }: IncidentConnection): void {
  const ends = packets ?? row;
  if (ends?.server == null) return;
  const known = servers.get(ends.server) ?? { states: new Map(), connections: 0, stuck: 0 };
  const states = `${stateLabel(ends.clientState)}/${stateLabel(ends.serverState)}`;
  known.states.set(states, (known.states.get(states) ?? 0) + 1);
  known.connections++;
  if (stuck !== null) known.stuck++;
  servers.set(ends.server, known);
}

/** `12 x FIN_WAIT_2/CLOSE_WAIT, 1 x CLOSED/CLOSED`: client and server, the most frequent first. */
const statesIn = (states: ReadonlyMap<string, number>): string =>
  [...states]
    .sort(([, a], [, b]) => b - a)
    .map(([pair, number]) => `${number} x ${pair}`)
    .join(', ');

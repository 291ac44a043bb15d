import type { TcpStateName } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { finalState } from './final-state';
import type { ServerList, ServerView, StuckView } from './views';

/** Servers of one answer. */
const MOST_SERVERS = 50;

/** What is counted of a connection. */
export interface CountedConnection {
  readonly connection: number;
  readonly client: string | null;
  /** null: nothing says which end that is. */
  readonly server: string | null;
  readonly serverState: TcpStateName;
  readonly stuck: Pick<StuckView, 'endpoint' | 'seconds' | 'sureness'> | null;
  /** The packet since which it is stuck, index from 0, and the line of a text; null: there is none. */
  readonly index: number | null;
  readonly line: number | null;
}

/** A server while its connections are counted. */
interface Tally {
  connections: number;
  readonly states: Map<TcpStateName, number>;
  readonly stuck: { client: number; server: number };
  possible: number;
  oldest: (ServerView['oldest'] & object) | null;
}

/** Per server its connections by state; the stuck ones first, then the busiest. */
export function countServers(connections: Iterable<CountedConnection>): ServerList {
  const tallies = new Map<string, Tally>();
  for (const each of connections) if (each.server !== null) count(tallies, each.server, each);
  const all = [...tallies].map(([server, tally]) => viewOf(server, tally));
  return { total: all.length, servers: all.sort(worstFirst).slice(0, MOST_SERVERS) };
}

function count(tallies: Map<string, Tally>, server: string, each: CountedConnection): void {
  let tally = tallies.get(server);
  if (tally === undefined) {
    tally = { connections: 0, states: new Map(), stuck: { client: 0, server: 0 }, possible: 0, oldest: null };
    tallies.set(server, tally);
  }
  // A listening socket is where connections arrive, and not one itself.
  if (each.client === null) return;
  tally.connections++;
  tally.states.set(each.serverState, (tally.states.get(each.serverState) ?? 0) + 1);
  const { stuck } = each;
  if (stuck === null) return;
  if (stuck.sureness === 'possible') tally.possible++;
  else tally.stuck[stuck.endpoint]++;
  if (isOlder(stuck, tally.oldest)) tally.oldest = { ...stuck, ...placeOf(each) };
}

const placeOf = ({ connection, client, index, line }: CountedConnection) => ({
  connection,
  client: client ?? '',
  index,
  line,
});

/** What is stuck for sure comes before what may be, whatever its age. */
function isOlder(
  stuck: NonNullable<CountedConnection['stuck']>,
  oldest: NonNullable<CountedConnection['stuck']> | null,
): boolean {
  if (oldest === null) return true;
  const firm = Number(stuck.sureness !== 'possible') - Number(oldest.sureness !== 'possible');
  return firm > 0 || (firm === 0 && (stuck.seconds ?? 0) > (oldest.seconds ?? 0));
}

const viewOf = (server: string, { connections, states, stuck, possible, oldest }: Tally): ServerView => ({
  server,
  connections,
  states: [...states].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count),
  stuck,
  possible,
  oldest,
});

const stuckOf = ({ stuck }: ServerView): number => stuck.client + stuck.server;

const worstFirst = (a: ServerView, b: ServerView): number =>
  stuckOf(b) - stuckOf(a) || b.possible - a.possible || b.connections - a.connections;

/** The connections of a capture, as they are counted. */
export function* countedConnections(reading: CaptureReading): Generator<CountedConnection> {
  const { recorder, values, findings, opened } = reading;
  for (const connection of recorder.tracker.connections) {
    const stuck = findings.stuckOf(connection);
    const index = stuck?.since ?? null;
    yield {
      connection: connection.id + 1,
      client: values.endpoint(connection, 'client'),
      server: values.endpoint(connection, 'server'),
      serverState: finalState(connection, 'server', recorder.observation).state,
      stuck,
      index,
      line: opened.format === 'text' && index !== null ? reading.rowOfPacket(index) + 1 : null,
    };
  }
}

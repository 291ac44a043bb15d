import type { TcpStateName } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { finalState } from './final-state';
import type { FindingView, ServerList, ServerView, StuckView } from './views';

/** Servers of one answer. */
const MOST_SERVERS = 50;

/** What was found of a connection, as it is counted. */
export type CountedClaim = Pick<FindingView, 'title' | 'severity' | 'sureness'> & {
  readonly id: string;
  /** The packet since which it holds, from 0; null: there is none. */
  readonly index: number | null;
};

/** What is counted of a connection. */
export interface CountedConnection {
  readonly connection: number;
  readonly client: string | null;
  /** null: nothing says which end that is. */
  readonly server: string | null;
  readonly clientState: TcpStateName;
  readonly serverState: TcpStateName;
  readonly stuck: Pick<StuckView, 'endpoint' | 'seconds' | 'sureness'> | null;
  /** The packet since which it is stuck, index from 0, and the line of a text; null: there is none. */
  readonly index: number | null;
  readonly line: number | null;
  /** What was found of it; asked for only where that is shown. */
  claims(): readonly CountedClaim[];
}

/** A server while its connections are counted. */
interface Tally {
  connections: number;
  readonly states: Map<string, ServerView['states'][number]>;
  readonly stuck: { client: number; server: number };
  possible: number;
  oldest: (ServerView['oldest'] & object) | null;
}

/** Per server its connections by state; the stuck ones first, then the busiest. */
export function countServers(connections: Iterable<CountedConnection>): ServerList {
  const tallies = new ServerTallies();
  for (const each of connections) tallies.count(each);
  const all = tallies.views().sort(worstFirst);
  return { total: all.length, servers: all.slice(0, MOST_SERVERS) };
}

/** Servers while their connections are counted, in the order in which they come. */
export class ServerTallies {
  private readonly tallies = new Map<string, Tally>();

  count(each: CountedConnection): void {
    if (each.server === null) return;
    let tally = this.tallies.get(each.server);
    if (tally === undefined) {
      tally = {
        connections: 0,
        states: new Map(),
        stuck: { client: 0, server: 0 },
        possible: 0,
        oldest: null,
      };
      this.tallies.set(each.server, tally);
    }
    add(tally, each);
  }

  views(): ServerView[] {
    return [...this.tallies].map(([server, tally]) => viewOf(server, tally));
  }
}

function add(tally: Tally, each: CountedConnection): void {
  // A listening socket is where connections arrive, and not one itself.
  if (each.client === null) return;
  tally.connections++;
  countState(tally.states, each);
  const { stuck } = each;
  if (stuck === null) return;
  if (stuck.sureness === 'possible') tally.possible++;
  else tally.stuck[stuck.endpoint]++;
  if (isOlder(stuck, tally.oldest)) tally.oldest = { ...stuck, ...placeOf(each) };
}

function countState(states: Tally['states'], { clientState, serverState }: CountedConnection): void {
  const side = serverState === 'UNKNOWN' && clientState !== 'UNKNOWN' ? 'client' : 'server';
  const state = side === 'client' ? clientState : serverState;
  const key = `${side} ${state}`;
  states.set(key, { state, side, count: (states.get(key)?.count ?? 0) + 1 });
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
  states: [...states.values()].sort((a, b) => b.count - a.count),
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
      clientState: finalState(connection, 'client', recorder.observation).state,
      serverState: finalState(connection, 'server', recorder.observation).state,
      stuck,
      index,
      line: opened.format === 'text' && index !== null ? reading.rowOfPacket(index) + 1 : null,
      claims: () => findings.claimsOf(connection),
    };
  }
}

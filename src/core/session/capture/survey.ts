import { NEVER, type StopSignal } from '../../bytes';
import type { Severity } from '../../words';
import { type CountedClaim, type CountedConnection, ServerTallies } from './servers';
import type { CaptureFindingView, ClaimView, ServerOverview, ServerView } from './views';

const MOST_SERVERS = 20;
const MOST_CLAIMS = 3;
/** Connections looked at between two turns of other work. */
const TURN = 256;
const GRAVEST: readonly Severity[] = ['error', 'warning', 'info'];
/** A socket that listens on every address of its host. */
const ANY_ADDRESS = /^(?:\*|0\.0\.0\.0|\[?::\]?):(?=\d+$)/;

/** What was found of a capture or an incident as a whole, as far as a first look tells it. */
export type OverallClaim = Omit<CountedClaim, 'index'> & Pick<CaptureFindingView, 'address' | 'connections'>;

/** What a first look has of the servers, and what was found of none in particular. */
export interface Survey {
  /** The worst first, at most 20; `more` others are left out. */
  readonly servers: readonly ServerOverview[];
  readonly more: number;
  readonly claims: readonly ClaimView[];
  /** What the recording lacks: it began within connections, has one direction of them, or frames that are cut. */
  readonly lacks: readonly ClaimView[];
  readonly connections: number;
  readonly stuck: number;
  readonly possible: number;
}

/** How other work goes on beside it, and when it stops: there is no answer then. */
export interface Turns {
  readonly pause: () => Promise<void>;
  readonly signal?: StopSignal;
}

/** Each server's states, what is stuck and what was found. What is only worth knowing is left to the explanations. */
export async function survey(
  connections: Iterable<CountedConnection>,
  overall: readonly OverallClaim[],
  { pause, signal = NEVER }: Turns,
): Promise<Survey | null> {
  const claims = new ClaimBook();
  const tallies = new ServerTallies();
  let looked = 0;
  for (const each of connections) {
    tallies.count(each);
    claims.count(each);
    if (++looked % TURN === 0) await pause();
    if (signal.aborted) return null;
  }
  return ranked(tallies.views(), claims, overall);
}

function ranked(servers: readonly ServerView[], claims: ClaimBook, overall: readonly OverallClaim[]): Survey {
  const endpointOf = listeningEndpoints(servers);
  claims.rename(endpointOf);
  for (const claim of overall) claims.addOverall(claim, endpointOf);
  const views = servers
    .map((server): ServerOverview => ({ ...server, ...claims.shownOf(server.server) }))
    .filter((server) => server.connections > 0 || server.claims.length > 0)
    .sort(worstFirst);
  return {
    servers: views.slice(0, MOST_SERVERS),
    more: Math.max(0, views.length - MOST_SERVERS),
    claims: claims.shownOf('').claims,
    lacks: claims.lacks(),
    connections: sum(views, (server) => server.connections),
    stuck: sum(views, stuckOf),
    possible: sum(views, ({ possible }) => possible),
  };
}

const sum = (views: readonly ServerOverview[], of: (view: ServerOverview) => number): number =>
  views.reduce((total, view) => total + of(view), 0);

const stuckOf = ({ stuck }: ServerView): number => stuck.client + stuck.server;

/** By what is stuck, then by the gravest claim, then by what may be stuck. */
const worstFirst = (a: ServerOverview, b: ServerOverview): number =>
  stuckOf(b) - stuckOf(a) ||
  gravity(a) - gravity(b) ||
  b.possible - a.possible ||
  b.connections - a.connections;

const gravity = ({ claims: [first] }: ServerOverview): number => GRAVEST.indexOf(first?.severity ?? 'info');

/** A table's listener on every address is the server whose connections are on its port, where there is one such server. */
function listeningEndpoints(servers: readonly ServerView[]): (server: string) => string {
  const onPort = new Map<string, readonly string[]>();
  for (const { server, connections } of servers)
    if (connections > 0) onPort.set(portOf(server), [...(onPort.get(portOf(server)) ?? []), server]);
  return (server) => {
    const others = ANY_ADDRESS.test(server) ? (onPort.get(portOf(server)) ?? []) : [];
    return others.length === 1 ? others[0] : server;
  };
}

const portOf = (server: string): string => server.slice(server.lastIndexOf(':') + 1);

/** What was found, counted by server and title; that of no server under the name ''. */
class ClaimBook {
  private readonly byServer = new Map<string, Map<string, ClaimView>>();
  private readonly ofRecording = new Map<string, ClaimView>();

  count(each: CountedConnection): void {
    const byTitle = new Map(each.claims().map((claim) => [claim.title, claim]));
    for (const claim of byTitle.values()) this.add(each.server ?? '', claim, [each.connection]);
  }

  addOverall({ address, connections, ...found }: OverallClaim, endpointOf: (server: string) => string): void {
    const claim = { ...found, index: null };
    const server = address === null ? '' : endpointOf(address);
    this.add(this.byServer.has(server) ? server : '', claim, connections);
  }

  /** Puts what was found of one endpoint to that of another. */
  rename(endpointOf: (server: string) => string): void {
    for (const [server, claims] of [...this.byServer]) {
      if (endpointOf(server) === server) continue;
      this.byServer.delete(server);
      const own = this.claimsOf(endpointOf(server));
      for (const claim of claims.values()) count(own, claim);
    }
  }

  shownOf(server: string): Pick<ServerOverview, 'claims' | 'moreClaims'> {
    const all = [...(this.byServer.get(server)?.values() ?? [])].sort(
      (a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity) || b.connections - a.connections,
    );
    return { claims: all.slice(0, MOST_CLAIMS), moreClaims: Math.max(0, all.length - MOST_CLAIMS) };
  }

  lacks(): readonly ClaimView[] {
    return [...this.ofRecording.values()];
  }

  private add(server: string, claim: CountedClaim, connections: readonly number[]): void {
    const { id, title, severity, sureness, index } = claim;
    const [connection = null] = connections;
    const claimed = { title, severity, sureness, connections: connections.length, connection, index };
    if (severity !== 'info') count(this.claimsOf(server), claimed);
    else if (id.startsWith('capture-')) count(this.ofRecording, claimed);
  }

  private claimsOf(server: string): Map<string, ClaimView> {
    const claims = this.byServer.get(server) ?? new Map<string, ClaimView>();
    this.byServer.set(server, claims);
    return claims;
  }
}

function count(claims: Map<string, ClaimView>, claim: ClaimView): void {
  const known = claims.get(claim.title);
  const connections = (known?.connections ?? 0) + claim.connections;
  claims.set(claim.title, { ...(known ?? claim), connections });
}

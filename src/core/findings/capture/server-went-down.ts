import type { Connection, Tracker } from '../../flow';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { isOpened, type Served, serversOf } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** A connection that its server ended, and when. */
interface End {
  readonly connection: Connection;
  readonly packet: number;
  readonly time: number;
  readonly reset: boolean;
}

/** All connections of a server end in one moment, some of them by RST: what a kernel does when a process ends. */
export const serverWentDown = captureRule('server-went-down', ({ tracker, circumstances }: CaptureFacts) =>
  serversOf(tracker, Threshold.endedTogether).flatMap((server) => {
    const burst = burstOf(tracker, server);
    return burst === null ? [] : found(circumstances, server, burst);
  }),
);

function burstOf(tracker: Tracker, server: Served): readonly End[] | null {
  const ends = endsOf(tracker, server);
  for (let from = 0; from + Threshold.endedTogether <= ends.length; from++) {
    const burst = ends.slice(from).filter(({ time }) => time - ends[from].time <= Threshold.sameMoment);
    if (burst.length < Threshold.endedTogether || !burst.some(({ reset }) => reset)) continue;
    if (survives(tracker, server, burst)) continue;
    return burst;
  }
  return null;
}

/** What the server ended of its own accord, in order of time. */
function endsOf({ packets }: Tracker, server: Served): End[] {
  const ends = server.flatMap((connection) => {
    const { server: end } = connection;
    const byServer = end.resetSent || (end.finSent && !end.closesPassively);
    if (!isOpened(connection) || !connection.timeKnown || !byServer) return [];
    const packet = end.resetSent ? end.lastSent : end.lastFin;
    return [{ connection, packet, time: packets.time(packet), reset: end.resetSent }];
  });
  return ends.sort((a, b) => a.time - b.time);
}

/** A connection from before goes on being served after it. */
function survives({ packets }: Tracker, server: Served, burst: readonly End[]): boolean {
  const ended = new Set(burst.map(({ connection }) => connection));
  const [first, last] = [burst[0].packet, burst[burst.length - 1].packet];
  return server.some(
    (connection) =>
      !ended.has(connection) &&
      connection.firstPacket < first &&
      connection.server.lastSent > last &&
      packets.time(connection.server.lastSent) - burst[burst.length - 1].time > Threshold.sameMoment,
  );
}

function found(circumstances: Circumstances, server: Served, burst: readonly End[]): CaptureFound {
  const last = burst[burst.length - 1];
  const after = server.filter(({ firstPacket }) => firstPacket > last.packet);
  const cited = burst.slice(0, MAXIMUM_CITED).map(({ packet }) => packet);
  const kind = after.some(isOpened) ? 'restarted' : after.some(isRefused) ? 'ended' : 'unknown';
  return {
    kind,
    endpoint: 'server',
    severity: 'warning',
    sureness: kind === 'unknown' ? 'possible' : 'likely',
    since: burst[0].packet,
    seconds: Math.round((last.time - burst[0].time) * 1e6) / 1e6,
    evidence: circumstances.cite(cited.sort((a, b) => a - b)),
    connections: burst.map(({ connection }) => connection.id),
    values: { count: burst.length },
  };
}

const isRefused = ({ client, server }: Connection): boolean =>
  client.synSent && server.resetSent && !server.synAckSent;

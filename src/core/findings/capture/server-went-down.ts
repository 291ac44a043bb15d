import type { Connection, Tracker } from '../../flow';
import type { PacketIndex } from '../../tcp';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { isRefused } from '../opened';
import { chosen, isOpened, nextOf, type Served } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** A connection that its server ended, and when. */
interface End {
  readonly connection: Connection;
  readonly packet: PacketIndex;
  readonly time: number;
  readonly reset: boolean;
}

/** All connections of a server end in one moment, some of them by RST: what a kernel does when a process ends. */
export const serverWentDown = captureRule(
  { id: 'server-went-down', severities: ['warning'] },
  ({ tracker, circumstances }: CaptureFacts) =>
    circumstances.servers.withAtLeast(Threshold.endedTogether).flatMap((server) => {
      const burst = burstOf(tracker, server);
      if (burst === null) return [];
      const ended = found(circumstances, server, burst);
      // Each ended right behind its answer: so a server ends that has said all.
      return ended.kind === 'unknown' && burst.every((end) => isBehindAnswer(tracker, end)) ? [] : [ended];
    }),
);

function burstOf(tracker: Tracker, server: Served): readonly End[] | null {
  const ends = endsOf(tracker, server);
  let until = 0;
  let resets = 0;
  for (let from = 0; from + Threshold.endedAndRefused <= ends.length; from++) {
    for (; until < ends.length && ends[until].time - ends[from].time <= Threshold.sameMoment; until++)
      if (ends[until].reset) resets++;
    const count = until - from;
    // What is closed in order at once may be a timeout, or a farewell; not where nothing listens any more.
    const shows =
      (count >= Threshold.endedTogether && resets > 0) ||
      (count >= least(resets) && isRefusedAfter(tracker, server, ends[until - 1]));
    if (shows) {
      const burst = ends.slice(from, until);
      if (!survives(tracker, server, burst)) return burst;
    }
    if (ends[from].reset) resets--;
  }
  return null;
}

/** Connections that have to end together where the next one is refused: two that were reset say as much as three. */
const least = (resets: number): number =>
  resets >= Threshold.endedAndRefused ? Threshold.endedAndRefused : Threshold.endedTogether;

/** The next connection that was asked for was refused. */
function isRefusedAfter(tracker: Tracker, server: Served, { packet }: End): boolean {
  const next = nextOf(tracker, server, packet);
  return next !== null && isRefused(next);
}

/** What the server ended of its own accord, in order of time. */
function endsOf(tracker: Tracker, server: Served): End[] {
  const { packets } = tracker;
  const ends = chosen(tracker, server, isEndedByServer).map((connection): End => {
    const { server: end } = connection;
    // A RST that follows its FIN answers what the client sent to a socket that was gone by then.
    const packet = end.finSent && !end.closesPassively ? end.lastFin : end.lastSent;
    return { connection, packet, time: packets.time(packet), reset: end.resetSent };
  });
  return ends.sort((a, b) => a.time - b.time);
}

const isEndedByServer = (connection: Connection): boolean => {
  const { server } = connection;
  const byServer = server.resetSent || (server.finSent && !server.closesPassively);
  return byServer && connection.timeKnown && isOpened(connection);
};

/** A connection from before goes on being served after it. */
function survives(tracker: Tracker, server: Served, burst: readonly End[]): boolean {
  const { packets, connections } = tracker;
  const ended = new Set(burst.map(({ connection }) => connection.id));
  const [first, last] = [burst[0], burst[burst.length - 1]];
  return server.some((id) => {
    if (ended.has(id)) return false;
    const { firstPacket, server: end } = connections.get(id);
    if (firstPacket >= first.packet || end.lastSent <= last.packet) return false;
    return packets.time(end.lastSent) - last.time > Threshold.sameMoment;
  });
}

function found(circumstances: Circumstances, server: Served, burst: readonly End[]): CaptureFound {
  const last = burst[burst.length - 1];
  const after = chosen(
    circumstances.observation.tracker,
    server,
    ({ firstPacket }) => firstPacket > last.packet,
  );
  const cited = burst.slice(0, MAXIMUM_CITED - 1).map(({ packet }) => packet);
  const refused = after.some(isOpened) ? [] : after.filter(isRefused);
  const kind = after.some(isOpened) ? 'restarted' : refused.length > 0 ? 'ended' : 'unknown';
  return {
    kind,
    endpoint: 'server',
    sureness: kind === 'unknown' ? 'possible' : 'likely',
    since: burst[0].packet,
    seconds: Math.round((last.time - burst[0].time) * 1e6) / 1e6,
    evidence: circumstances.cite(
      [...cited, ...refused.slice(0, 1).map(({ lastPacket }) => lastPacket)].sort((a, b) => a - b),
    ),
    connections: [...burst.map(({ connection }) => connection), ...refused].map(({ id }) => id),
    values: { count: burst.length },
  };
}

const isBehindAnswer = ({ packets }: Tracker, { connection: { server }, time }: End): boolean =>
  server.lastData >= 0 && time - packets.time(server.lastData) < Threshold.closedWith;

import type { Connection, Tracker } from '../../flow';
import type { Observation } from '../../observation';
import { type PacketIndex, packetIndex } from '../../tcp';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { chosen, isOpened, type Served } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** A server answered some connections, and from one on none that came later, though they asked. */
export const stoppedServing = captureRule(
  { id: 'stopped-serving', severities: ['error', 'warning'] },
  ({ circumstances }: CaptureFacts) => {
    const { loss, flagsOnly } = circumstances.completeness;
    // An answer may be among what was not recorded.
    if (loss === 'heavy' || flagsOnly) return [];
    return circumstances.servers
      .withAtLeast(Threshold.leftWaiting + 1)
      .flatMap((server) => stopOf(circumstances, server) ?? freedOf(circumstances, server) ?? []);
  },
);

/** One that came while others were open had its first data only when one of these had ended, and in no other moment. */
function freedOf(circumstances: Circumstances, server: Served): CaptureFound | null {
  const { observation, servers } = circumstances;
  const { tracker } = observation;
  const first = servers.waitsOf(server).filter((wait) => wait.first);
  if (first.length === 0) return null;
  const opened = chosen(tracker, server, (each) => isOpened(each) && isServed(each));
  for (const wait of first) {
    const busy = opened.filter(
      (each) => each.firstPacket < wait.connection.firstPacket && firstEnd(each) > wait.asked,
    );
    const ends = busy.map(firstEnd).filter((end) => end < wait.answered);
    const [end] = ends;
    if (ends.length !== 1 || !(observation.between(end, wait.answered) <= Threshold.closedWith)) continue;
    return {
      kind: busy.length === 1 ? 'freed-one' : 'freed-several',
      endpoint: 'server',
      severity: 'warning',
      sureness: 'possible',
      since: wait.asked,
      seconds: Math.round(wait.seconds * 1e6) / 1e6,
      evidence: circumstances.cite([wait.asked, end, wait.answered]),
      connections: [wait.connection, ...waitingBehind(tracker, server, wait.connection), ...busy]
        .slice(0, Threshold.citedConnections)
        .map(({ id }) => id),
      values: { served: busy.length },
    };
  }
  return null;
}

/** Those that came later, asked, and were not served yet. */
const waitingBehind = (tracker: Tracker, server: Served, first: Connection): Connection[] =>
  chosen(
    tracker,
    server,
    (each) => each.firstPacket > first.firstPacket && isOpened(each) && isUnanswered(each),
  );

/** The first FIN or RST of a connection; far behind all packets where there is none. */
function firstEnd({ client, server, lastPacket }: Connection): PacketIndex {
  const fins = [client, server].filter(({ finSent }) => finSent).map(({ lastFin }) => lastFin);
  const resets = client.resetSent || server.resetSent ? [lastPacket] : [];
  return packetIndex(Math.min(Number.MAX_SAFE_INTEGER, ...fins, ...resets));
}

function stopOf(circumstances: Circumstances, server: Served): CaptureFound | null {
  const { observation } = circumstances;
  const opened = chosen(observation.tracker, server, (each) => isOpened(each) && each.lengthsKnown);
  const last = opened.findLastIndex(isServed);
  const waiting = opened.slice(last + 1).filter(isUnanswered);
  const long = waiting.filter((connection) => waited(observation, connection) >= Threshold.servedWithin);
  if (last < 0 || long.length < Threshold.leftWaiting) return null;
  // Others were served while this one waited: one of several workers or listening sockets hangs, not the server.
  const passedOver = opened.slice(0, last).filter(isUnanswered);
  if (passedOver.some((connection) => waited(observation, connection) >= Threshold.servedWithin)) return null;
  const first = waiting[0];
  const busy = opened
    .slice(0, last + 1)
    .filter((connection) => isServed(connection) && holds(connection, first));
  return {
    kind: busy.length === 0 ? 'none' : busy.length === 1 ? 'one' : 'several',
    endpoint: 'server',
    sureness: busy.length > 1 ? 'likely' : 'possible',
    since: first.firstPacket,
    seconds: Math.round(Math.max(...long.map((each) => waited(observation, each))) * 1e6) / 1e6,
    evidence: circumstances.cite(waiting.slice(0, MAXIMUM_CITED).map(({ firstPacket }) => firstPacket)),
    connections: waiting.map(({ id }) => id),
    values: { count: waiting.length, served: busy.length },
  };
}

const isServed = ({ server }: Connection): boolean => server.bytes > 0;

/** It asked, and had neither data nor an end from the server. */
const isUnanswered = ({ client, server }: Connection): boolean =>
  client.bytes > 0 && server.bytes === 0 && !server.finSent && !server.resetSent;

/** Seconds, until it went away or to the end. */
function waited(observation: Observation, { client, firstTimed, lastTimed }: Connection): number {
  const gone = client.finSent || client.resetSent;
  return gone ? observation.between(firstTimed, lastTimed) : observation.toTheEnd(firstTimed);
}

/** It was still open at the server when the other came. */
const holds = ({ server }: Connection, other: Connection): boolean =>
  !(server.finSent && server.lastFin < other.firstPacket) && !server.resetSent;

import { Finding as Analysis } from '../../flow';
import { type PacketIndex, packetIndex } from '../../tcp';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import type { Served } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';
import type { LongWait } from '../waits';

/** Several clients of a server waited at once, in a time in which it sent nothing on any connection, and then all had their answers together. */
export const serverStalled = captureRule(
  { id: 'server-stalled', severities: ['warning'] },
  ({ circumstances }: CaptureFacts) => {
    const { loss, flagsOnly } = circumstances.completeness;
    // An answer may be among what was not recorded.
    if (loss === 'heavy' || flagsOnly) return [];
    return circumstances.servers
      .withAtLeast(Threshold.endedTogether)
      .flatMap((server) => stallOf(circumstances, server) ?? []);
  },
);

function stallOf(circumstances: Circumstances, server: Served): CaptureFound | null {
  const waits = circumstances.servers.waitsOf(server);
  for (let from = 0; from + Threshold.endedTogether <= waits.length; from++) {
    const together = answeredWith(circumstances, waits, from);
    const stall = together.length < Threshold.endedTogether ? null : found(circumstances, server, together);
    if (stall !== null) return stall;
  }
  return null;
}

/** The waits that ended within half a second of one, each on another connection. They are in the order in which they ended. */
function answeredWith(
  { observation }: Circumstances,
  waits: readonly LongWait[],
  from: number,
): readonly LongWait[] {
  const first = waits[from];
  const near = waits
    .slice(from)
    .filter(({ answered }) => observation.between(first.answered, answered) <= Threshold.answeredTogether);
  return [...new Map(near.map((wait) => [wait.connection.id, wait])).values()];
}

function found(
  circumstances: Circumstances,
  server: Served,
  waits: readonly LongWait[],
): CaptureFound | null {
  const { observation } = circumstances;
  // Who is answered late as a rule polls; whose earlier answers came at once was kept waiting.
  const kept = waits.filter(({ soonBefore }) => soonBefore).length;
  if (kept * 2 < waits.length) return null;
  const [began, last] = [
    Math.min(...waits.map(({ asked }) => asked)),
    Math.max(...waits.map(({ asked }) => asked)),
  ];
  const [asked, answered] = [packetIndex(last), waits[0].answered];
  // All of them waited at the same time, for a second at least.
  if (!(observation.between(asked, answered) >= Threshold.clientPatience)) return null;
  if (!isSilent(circumstances, server, packetIndex(began), answered)) return null;
  const longest = Math.max(...waits.map((wait) => observation.between(wait.asked, wait.answered)));
  return {
    kind: 'stood-still',
    endpoint: 'server',
    sureness: 'likely',
    since: packetIndex(began),
    seconds: Math.round(longest * 1e6) / 1e6,
    evidence: circumstances.cite(
      waits
        .flatMap((wait) => [wait.asked, wait.answered])
        .sort((a, b) => a - b)
        .slice(0, MAXIMUM_CITED),
    ),
    connections: waits.map(({ connection }) => connection.id),
    values: { count: waits.length },
  };
}

/** Between two packets the server sent no data on any of its connections, and its clients sent none again: its kernel took it. */
function isSilent(
  { observation: { tracker } }: Circumstances,
  server: Served,
  from: PacketIndex,
  until: PacketIndex,
): boolean {
  const { packets } = tracker;
  const own = new Set(server);
  for (let at = from + 1; at < until; at++) {
    const index = packetIndex(at);
    if (packets.payloadLength(index) === 0 || !own.has(packets.connection(index))) continue;
    if (!packets.fromClient(index) || (packets.analysis(index) & Analysis.retransmission) !== 0) return false;
  }
  return true;
}

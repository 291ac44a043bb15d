import { type ConnectionFacts, explainEndpoints, say, type TableFindings } from '../../explain';
import { NO_NEIGHBOURS, neighboursOf } from '../../findings';
import type { Connection } from '../../flow';
import type { VantagePoint } from '../../observation';
import { connectionId, NO_PACKET, packetIndex, type Side, TcpState } from '../../tcp';
import type { TimeBase } from '../../words';
import type { CaptureReading } from './capture-reading';
import { connectionRow } from './connection-views';
import type { CaptureFindingView, ConnectionRow, Explanation } from './views';

export interface ExplainTarget {
  /** Packet index from 0: the states after this packet. */
  readonly index?: number;
  /** Connection number from 1: the states at its end. */
  readonly connection?: number;
  readonly side?: Side;
}

/** Days since 1970 that a clock cannot mean: before this a text log counts from midnight or from its first packet. */
const EPOCH_LIKELY = 10 * 365 * 86400;

/** The explanation of a packet's or a connection's states; it only tells what was recorded. */
export function explainConnection(
  reading: CaptureReading,
  target: ExplainTarget,
  table: TableFindings | null = null,
): Explanation {
  const connection = connectionOf(reading, target);
  if (connection === null) return notTcp(reading, target);
  const facts = factsOf(reading, connection, target);
  return {
    ...explainEndpoints(reading.locale, table === null ? facts : withTable(facts, table)),
    quality: reading.findings.quality(whereItMatters(reading, connection)),
    captureFindings: reading.findings.ofCapture().filter((finding) => concerns(finding, connection)),
  };
}

/** A table that shows an accepted connection takes back what its packets only suggest. */
function withTable(
  facts: ConnectionFacts<ConnectionRow>,
  table: TableFindings,
): ConnectionFacts<ConnectionRow> {
  const findings = facts.findings.filter((finding) => !isTakenBack(finding, table.decision));
  return { ...facts, table, findings };
}

/** `never-accepted`, of an end whose socket a process holds. */
export const isTakenBack = (
  { id, endpoint }: Pick<CaptureFindingView | ConnectionRow['findings'][number], 'id' | 'endpoint'>,
  decision: TableFindings['decision'],
): boolean => decision?.accepted === true && id === 'never-accepted' && endpoint === decision.side;

function connectionOf(reading: CaptureReading, target: ExplainTarget): Connection | null {
  if (target.index !== undefined) return reading.values.connectionOf(packetIndex(target.index));
  const held = reading.recorder.tracker.connections.at(connectionId((target.connection ?? 0) - 1));
  if (held === undefined) throw new Error(`there is no connection ${target.connection ?? 0}`);
  return held;
}

/** Where it was recorded tells how far a SYN got that is not answered, and whether a FIN that is waited for was sent. */
function whereItMatters({ recorder }: CaptureReading, connection: Connection): VantagePoint | null {
  const states = [connection.client.state, connection.server.state];
  const isWaiting = states.some((state) => state === TcpState.SYN_SENT || state === TcpState.FIN_WAIT_2);
  return isWaiting ? recorder.observation.recordedAt(connection) : null;
}

function notTcp(reading: CaptureReading, target: ExplainTarget): Explanation {
  const packet = reading.values.number(packetIndex(target.index ?? 0));
  return {
    title: say(reading.locale, 'explain.not-tcp.title', { packet }),
    summary: say(reading.locale, 'explain.not-tcp.summary', { packet }),
    connection: null,
    quality: null,
    captureFindings: [],
    endpoints: [],
    statements: [],
  };
}

function factsOf(
  reading: CaptureReading,
  connection: Connection,
  target: ExplainTarget,
): ConnectionFacts<ConnectionRow> {
  const { tracker } = reading.recorder;
  const sentAfterFin = dataAfterFin(reading, connection);
  const findings = reading.findings.findings?.ofConnection(connection) ?? [];
  const router = findings.find((finding) => finding.router !== undefined)?.router;
  return {
    connection: connectionRow(reading, connection),
    file: null,
    transitions: reading.transitions.ofConnection(connection),
    findings,
    captureFindings: (reading.findings.findings?.ofCapture() ?? []).filter(({ connections }) =>
      connections.includes(connection.id),
    ),
    complete: isComplete(reading, connection),
    recordedAt: reading.recorder.observation.recordedAt(connection),
    tcpAlone: reading.recorder.observation.isTcpAlone,
    neighbours:
      findings.length === 0 && connection.server.bytes > 0
        ? NO_NEIGHBOURS
        : neighboursOf(tracker, connection),
    pileUp: pileUpOf(reading, connection),
    at: target.index === undefined ? null : packetIndex(target.index),
    side: target.side ?? null,
    clientSentAfterFin: sentAfterFin.client,
    serverSentAfterFin: sentAfterFin.server,
    fins: { client: finOf(connection.client), server: finOf(connection.server) },
    seconds: (from, to) => reading.recorder.observation.seconds(from, to ?? NO_PACKET),
    isFollowed: (index) => reading.recorder.observation.isFollowed(index),
    timeBase: timeBaseOf(reading),
    ...(router !== undefined && { router: reading.values.address(router) }),
  };
}

/** Whether a FIN of this end was seen at all, and its acknowledgment. */
const finOf = ({ finSent, finAcked }: Connection['client']) => ({ sent: finSent, acknowledged: finAcked });

function isComplete(reading: CaptureReading, { client, server }: Connection): boolean {
  const completeness = reading.findings.findings?.circumstances.completeness;
  return (
    completeness?.loss !== 'heavy' &&
    completeness?.flagsOnly !== true &&
    client.unseen === 0 &&
    server.unseen === 0
  );
}

/** Findings about no connection in particular concern the reader of every one. */
const concerns = ({ connections }: CaptureFindingView, { id }: Connection): boolean =>
  connections.length === 0 || connections.includes(id + 1);

function pileUpOf({ findings }: CaptureReading, { id }: Connection): number {
  const pile = findings.findings
    ?.ofCapture()
    .find((finding) => finding.id === 'close-wait-pile-up' && finding.connections.includes(id));
  return pile?.connections.length ?? 0;
}

/** Which ends sent payload after they were sent a FIN. */
function dataAfterFin(reading: CaptureReading, connection: Connection): { client: boolean; server: boolean } {
  const { packets } = reading.recorder.tracker;
  const found = { client: false, server: false };
  const since = { client: connection.client.finSent, server: connection.server.finSent };
  if (!since.client && !since.server) return found;
  const finSeen = { client: false, server: false };
  for (let at = connection.firstPacket; at <= connection.lastPacket; at++) {
    if (packets.connection(at) !== connection.id) continue;
    const side = reading.values.sender(at);
    const peer = side === 'client' ? 'server' : 'client';
    if (finSeen[peer] && packets.payloadLength(at) > 0) found[side] = true;
    if ((packets.flags(at) & 1) !== 0) finSeen[side] = true;
  }
  return found;
}

function timeBaseOf(reading: CaptureReading): TimeBase {
  const { tracker } = reading.recorder;
  if (Number.isNaN(tracker.firstTime)) return 'none';
  if (reading.opened.format !== 'text' || tracker.firstTime > EPOCH_LIKELY) return 'epoch';
  // -ttt and -ttttt count from the first packet; no clock shows its first one at midnight to the digit.
  return tracker.firstTime > 0 ? 'midnight' : 'start';
}

import type { Connection } from '../../flow';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { openedAt, type Served, serversOf } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** Many addresses send one SYN each to one port, and nothing after it: no program connects like that (RFC 4987 section 2). */
export const synFlood = captureRule('syn-flood', ({ tracker, circumstances }: CaptureFacts) => {
  const { loss, flagsOnly } = circumstances.completeness;
  if (loss === 'heavy' || flagsOnly) return [];
  return serversOf(tracker, Threshold.floodSyns).flatMap((server) => floodOf(circumstances, server) ?? []);
});

function floodOf(circumstances: Circumstances, server: Served): CaptureFound | null {
  const { observation } = circumstances;
  const { tracker } = observation;
  const judged = server.filter(
    (connection) => observation.toTheEnd(connection.firstTimed) >= Threshold.synRepeated,
  );
  const left = judged.filter(isLeft);
  if (left.length < Threshold.floodSyns || left.length < judged.length * Threshold.floodPart) return null;
  const hosts = new Set(
    left.map((connection) => tracker.table.addressOf(connection, true).slice(0, 4).join()),
  );
  if (hosts.size < Threshold.floodHosts) return null;
  const [first, last] = [left[0], left[left.length - 1]];
  const seconds = openedAt(tracker, last) - openedAt(tracker, first);
  return {
    kind: left.some(({ server: { synAckSent } }) => synAckSent) ? 'answered' : 'unanswered',
    endpoint: 'server',
    severity: 'warning',
    sureness: 'likely',
    since: first.firstPacket,
    seconds: Math.round(seconds * 1e6) / 1e6,
    evidence: circumstances.cite(left.slice(0, MAXIMUM_CITED).map(({ firstPacket }) => firstPacket)),
    connections: left.slice(0, Threshold.citedConnections).map(({ id }) => id),
    values: { count: left.length, hosts: hosts.size },
  };
}

/** One SYN and nothing more of the client, which would have repeated it by now. */
const isLeft = ({ client, server }: Connection): boolean =>
  client.synSent && client.packets === 1 && !server.resetSent && server.bytes === 0;

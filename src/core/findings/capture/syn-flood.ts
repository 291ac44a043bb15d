import type { Connection } from '../../flow';
import type { ConnectionId } from '../../tcp';
import { type CaptureFacts, type CaptureFound, captureRule } from '../capture-rule';
import type { Circumstances } from '../circumstances';
import { hostKey, openedAt, type Served } from '../servers';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** Many addresses send one SYN each to one port, and nothing after it: no program connects like that (RFC 4987 section 2). */
export const synFlood = captureRule(
  { id: 'syn-flood', severities: ['warning'] },
  ({ circumstances }: CaptureFacts) => {
    const { loss, flagsOnly } = circumstances.completeness;
    if (loss === 'heavy' || flagsOnly) return [];
    return circumstances.servers
      .withAtLeast(Threshold.floodSyns)
      .flatMap((server) => floodOf(circumstances, server) ?? []);
  },
);

function floodOf(circumstances: Circumstances, server: Served): CaptureFound | null {
  const { observation } = circumstances;
  const { tracker } = observation;
  const { connections, table } = tracker;
  const left: ConnectionId[] = [];
  const hosts = new Set<number | string>();
  let judged = 0;
  let answered = false;
  for (const id of server) {
    const connection = connections.get(id);
    if (!(observation.toTheEnd(connection.firstTimed) >= Threshold.synRepeated)) continue;
    judged++;
    if (!isLeft(connection)) continue;
    left.push(id);
    hosts.add(hostKey(table.addressOf(connection, true)));
    answered ||= connection.server.synAckSent;
  }
  if (left.length < Threshold.floodSyns || left.length < judged * Threshold.floodPart) return null;
  if (hosts.size < Threshold.floodHosts) return null;
  const [first, last] = [connections.get(left[0]), connections.get(left[left.length - 1])];
  const seconds = openedAt(tracker, last) - openedAt(tracker, first);
  return {
    kind: answered ? 'answered' : 'unanswered',
    endpoint: 'server',
    sureness: 'likely',
    since: first.firstPacket,
    seconds: Math.round(seconds * 1e6) / 1e6,
    evidence: circumstances.cite(left.slice(0, MAXIMUM_CITED).map((id) => connections.get(id).firstPacket)),
    connections: left.slice(0, Threshold.citedConnections),
    values: { count: left.length, hosts: hosts.size },
  };
}

/** One SYN and nothing more of the client, which would have repeated it by now. */
const isLeft = ({ client, server }: Connection): boolean =>
  client.synSent && client.packets === 1 && !server.resetSent && server.bytes === 0;

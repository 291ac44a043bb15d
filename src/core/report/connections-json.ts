import type { ConnectionRow, FindingView } from '../session/capture';
import { jsonText } from '../text';
import { besidePackets, packetNumbers } from './evidence-json';

/** One element of `connections --format json`, in the field order of the contract. */
export const connectionJson = (row: ConnectionRow): string => jsonText(connectionFields(row));

/** Its fields, for what has more of them. */
export function connectionFields(row: ConnectionRow): object {
  return {
    connection: row.connection,
    client: row.client,
    server: row.server,
    firstPacket: row.firstPacket,
    lastPacket: row.lastPacket,
    packets: row.packets,
    clientState: { state: row.clientState.state, certainty: row.clientState.certainty },
    serverState: { state: row.serverState.state, certainty: row.serverState.certainty },
    history: row.history,
    findings: row.findings.map(findingJson),
    completeness: row.completeness,
    completenessName: row.completenessName,
    handshakeRoundTrip: row.handshakeRoundTrip,
    clientBytes: row.clientBytes,
    serverBytes: row.serverBytes,
    clientRetransmittedBytes: row.clientRetransmittedBytes,
    serverRetransmittedBytes: row.serverRetransmittedBytes,
    clientWindowScale: row.clientWindowScale,
    serverWindowScale: row.serverWindowScale,
    closedFirst: row.closedFirst,
    start: row.start,
    end: row.end,
    stuck: row.stuck,
    process: processJson(row),
    source: 'packets',
  };
}

/** One program for the connection: at the end that is stuck, else the server's, else the client's. */
function processJson({ processes, stuck }: ConnectionRow): object | null {
  const ofStuck = stuck === null ? null : processes?.[stuck.endpoint];
  const named = ofStuck ?? processes?.server ?? processes?.client ?? null;
  return named === null ? null : { name: named.name, pid: named.pid, container: named.container };
}

const findingJson = ({ id, endpoint, severity, since, seconds, evidence, message }: FindingView) => ({
  id,
  endpoint,
  severity,
  since,
  seconds,
  packets: packetNumbers(evidence),
  message,
  ...besidePackets(evidence),
});

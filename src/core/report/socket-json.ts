import type { SocketConnection, SocketExplanation, SocketFindingView } from '../session/sockets';
import { jsonText } from '../text';
import { evidenceJson } from './evidence-json';

/** A row of a socket table as an element of `connections --format json`: the same fields, without packets. */
export const socketJson = (row: SocketConnection): string => jsonText(socketFields(row));

/** Its fields, for what has more of them. */
export function socketFields(row: SocketConnection): object {
  return {
    connection: row.connection,
    client: row.client,
    server: row.server,
    firstPacket: null,
    lastPacket: null,
    packets: 0,
    clientState: row.clientState,
    serverState: row.serverState,
    history: '',
    findings: row.findings.map(findingJson),
    start: null,
    end: null,
    stuck: row.stuck,
    process: row.process,
    source: 'table',
    socket: row.socket,
  };
}

/** `explain --format json` of a socket table. */
export const socketExplanationJson = (explanation: SocketExplanation): string =>
  `${jsonText(
    {
      ...explanation,
      connection: explanation.connection === null ? null : withEvidence(explanation.connection),
      captureFindings: explanation.captureFindings.map(inFull),
    },
    2,
  )}\n`;

const withEvidence = (row: SocketConnection): object => ({ ...row, findings: row.findings.map(inFull) });

const inFull = (finding: SocketFindingView): object => ({
  ...finding,
  evidence: evidenceJson(finding.evidence),
});

const findingJson = ({
  id,
  endpoint,
  severity,
  sureness,
  seconds,
  message,
  evidence,
}: SocketFindingView) => ({
  id,
  endpoint,
  severity,
  sureness,
  since: null,
  seconds,
  packets: [],
  message,
  evidence: evidenceJson(evidence),
});

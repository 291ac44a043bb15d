import type {
  BothEndsView,
  IncidentConnection,
  IncidentExplanation,
  IncidentFinding,
  IncidentTable,
  JoinView,
} from '../session/incident';
import { jsonText } from '../text';
import { connectionFields } from './connections-json';
import { evidenceJson, lineJson, packetNumbers } from './evidence-json';
import { socketFields } from './socket-json';

/**
 * A connection of an incident as an element of `connections --format json`: what its packets show, its rows in `sockets`
 * (the first also in `socket`), and the files as soon as there is more than one.
 */
export const incidentJson = (connection: IncidentConnection): string => jsonText(fieldsOf(connection));

/** `explain --format json` of an incident: its connection has the fields that `connections` has, too. */
export function incidentExplanationJson(
  explanation: IncidentExplanation,
  bothEnds: BothEndsView | null = null,
): string {
  const { connection, captureFindings, endpoints, row, tables } = explanation;
  return jsonText(
    {
      ...explanation,
      connection: connection === null ? null : { ...connection.packets, ...fieldsOf(connection) },
      captureFindings: captureFindings.map(withEvidence),
      endpoints: endpoints.map((end) => ({ ...end, evidence: end.evidence.map(lineJson) })),
      tables: tables.map(tableJson),
      changes: explanation.changes.map(withEvidence),
      row: row === null ? null : tableJson(row),
      ...(bothEnds !== null && { bothEnds }),
    },
    2,
  );
}

function fieldsOf(connection: IncidentConnection): object {
  const { packets, row, file, lastFile, joins, otherEnd, process, stuck, source, findings } = connection;
  const files = file === null ? {} : { file, lastFile };
  const found = findings.map(findingJson);
  if (packets === null)
    return {
      ...(row === null ? {} : socketFields(row)),
      connection: connection.connection,
      findings: found,
      ...files,
    };
  const rows = joins.length === 0 ? {} : { socket: joins[0].socket, sockets: joins.map(joinJson) };
  return {
    ...connectionFields({ ...packets, findings: [] }),
    ...{ findings: found, stuck, process, source, ...rows, ...files },
    ...(otherEnd !== null && { otherEnd }),
  };
}

const withEvidence = (finding: IncidentExplanation['captureFindings'][number]): object => ({
  ...finding,
  packets: packetNumbers(finding.evidence),
  evidence: evidenceJson(finding.evidence),
});

/** A table as a whole; its rows are among the connections. */
const tableJson = ({ connection, captureFindings, ...table }: IncidentTable): object => ({
  ...table,
  captureFindings: captureFindings.map(withEvidence),
});

const findingJson = (finding: IncidentFinding) => {
  const { id, endpoint, severity, sureness, since, seconds, message, evidence } = finding;
  const cited = { packets: packetNumbers(evidence), message, evidence: evidenceJson(evidence) };
  return { id, endpoint, severity, sureness, since, seconds, ...cited };
};

const joinJson = ({ file, line, side, by, sure, agreement, message, socket }: JoinView) => ({
  ...(file !== null && { file }),
  ...{ line, endpoint: side, joinedBy: by, sureness: sure ? 'proven' : 'likely', agreement, message, socket },
});

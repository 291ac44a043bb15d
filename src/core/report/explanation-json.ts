import { shownPackets } from '../explain';
import type { CaptureFindingView, ConnectionRow, Explanation, FindingView } from '../session/capture';
import { jsonText } from '../text';
import { besidePackets, lineJson, packetNumbers } from './evidence-json';

/** `explain --format json`: the explanation field by field, packets by number and by index from 0. */
export const explanationJson = (explanation: Explanation): string =>
  `${jsonText(
    {
      ...explanation,
      connection: explanation.connection === null ? null : rowJson(explanation.connection),
      captureFindings: explanation.captureFindings.map(captureFindingJson),
      endpoints: explanation.endpoints.map((end) => ({ ...end, evidence: end.evidence.map(lineJson) })),
    },
    2,
  )}\n`;

const rowJson = (row: ConnectionRow): object => ({ ...row, findings: row.findings.map(findingJson) });

const findingJson = ({ evidence, ...finding }: FindingView): object => ({
  ...finding,
  ...citedJson(evidence),
});

const captureFindingJson = ({ evidence, address, connections, ...finding }: CaptureFindingView): object => ({
  ...finding,
  ...citedJson(evidence),
  address,
  connections,
});

const citedJson = (evidence: FindingView['evidence']): object => ({
  packets: packetNumbers(evidence),
  indices: shownPackets(evidence).map(({ index }) => index),
  ...besidePackets(evidence),
});

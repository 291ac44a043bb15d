export {
  connectionLine,
  EXPLANATION_PARTS,
  type ExplanationPart,
  explanationLines,
  findingLine,
} from './agent-connection';
export { serverLines } from './agent-servers';
export { lineAnnotation, packetAnnotation } from './annotation';
export { Baseline } from './baseline';
export { bothEndsMarkdown, bothEndsText } from './both-ends-text';
export { captureFinding } from './capture-finding';
export { codeOnPortMarkdown, codeOnPortText, withCodeField, withSource } from './code-on-port';
export { connectionJson } from './connections-json';
export { ConnectionsTable, type TableRow } from './connections-table';
export { type ConnectionsReport, writeConnections } from './connections-text';
export { type CopiedRow, copiedConnections, copiedRows, packetsMarkdown } from './copied';
export { explanationJson } from './explanation-json';
export { explanationMarkdown } from './explanation-markdown';
export { explanationText, type Layout } from './explanation-text';
export { exportedReport, type ReportedClient } from './exported';
export { exportedStream } from './exported-stream';
export { findingsJson } from './findings-json';
export { type FilePlaces, findingsSarif, type RuleText } from './findings-sarif';
export { findingsText } from './findings-text';
export { incidentExplanationJson, incidentJson } from './incident-json';
export { escaped } from './markdown';
export { packetJson } from './packet-json';
export { packetLine } from './packet-line';
export { type Pages, type Sink, writeJson } from './sink';
export { endpointChangesText, socketExplanationMarkdown, socketExplanationText } from './socket-explanation';
export { socketExplanationJson, socketJson } from './socket-json';
export { socketsTable } from './sockets-table';
export { Style } from './style';
export { wrap } from './width';

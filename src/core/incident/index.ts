export { TABLE_RULES, type TableFindingId } from './catalogue';
export { type Holding, TableFacts } from './table-facts';
export { type TableFinding, tableFindings } from './table-findings';
export type { SocketRowEvidence, TableClaim } from './table-rule';

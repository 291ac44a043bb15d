export { TABLE_RULES, type TableFindingId } from './catalogue';
export { type Holding, TableFacts } from './table-facts';
export { rowEvidence, type TableFinding, tableFindings } from './table-findings';
export type { TableClaim } from './table-rule';

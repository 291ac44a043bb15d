export * from './both-ends';
export { TABLE_RULES, type TableFindingId } from './catalogue';
export {
  type CodeSubject,
  codeSubject,
  EXPLAINED_BY,
  type Explained,
  explainsByCode,
  rulesExplaining,
} from './code-on-port';
export type { CountClaim } from './counts-over-time';
export { type Agreement, type Joined, type JoinedBy, joinTables, type PacketConnection } from './join';
export { type OverTime, overTime, type TimeClaim } from './over-time';
export { EXPLAINS, type RankedSite, rankSites } from './rank-sites';
export { follows, type Missing } from './state-order';
export { type Holding, isConnection, TableFacts } from './table-facts';
export { rowEvidence, type TableFinding, tableFindings } from './table-findings';
export type { TableClaim } from './table-rule';

export {
  ANALYSIS_IDS,
  type AnalysisId,
  analysisIds,
  completenessName,
  Finding,
  spokenAnalysisIds,
} from './analysis';
export type { Connection, RoleGuess } from './connection';
export type { ConnectionList } from './connection-list';
export type { Endpoint } from './endpoint';
export { type IcmpError, isTooBig } from './icmp-errors';
export { Known, NO_CONNECTION, PacketColumns } from './packet-columns';
export { REASONS, Reason, type ReasonName } from './reasons';
export { Tracker } from './tracker';

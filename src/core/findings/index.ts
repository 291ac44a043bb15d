export {
  CAPTURE_RULES,
  type CaptureFindingId,
  CONNECTION_RULES,
  type ConnectionFindingId,
  FINDING_IDS,
  type FindingId,
} from './catalogue';
export type { Severity, Side, Sureness } from './finding';
export { type CaptureFinding, type Finding, Findings } from './findings';
export { Threshold } from './thresholds';

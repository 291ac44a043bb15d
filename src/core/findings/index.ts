export {
  CAPTURE_RULES,
  type CaptureFindingId,
  CONNECTION_RULES,
  type ConnectionFindingId,
  FINDING_IDS,
  type FindingId,
} from './catalogue';
export type { Sureness } from './finding';
export { type CaptureFinding, type Finding, Findings } from './findings';
export { type Neighbours, NO_NEIGHBOURS, neighboursOf } from './neighbours';
export { Threshold } from './thresholds';

export {
  CAPTURE_RULES,
  type CaptureFindingId,
  CONNECTION_RULES,
  type ConnectionFindingId,
  FINDING_IDS,
  type FindingId,
  roleOf,
} from './catalogue';
export {
  citedPackets,
  type Evidence,
  type ObservationEvidence,
  type PacketEvidence,
  type SocketRowEvidence,
  type SourcePlaceEvidence,
} from './evidence';
export type { Sureness } from './finding';
export { type CaptureFinding, type Finding, Findings } from './findings';
export { type FirstLook, firstLook, firstLookInSteps, type LookReason } from './first-look';
export { type Neighbours, NO_NEIGHBOURS, neighboursOf } from './neighbours';
export type { Stuck } from './stuck';
export { Threshold } from './thresholds';

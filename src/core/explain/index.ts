export type { CommandInWords } from './commands';
export type {
  ConnectionFacts,
  ConnectionIdentity,
  Decision,
  RowOfEnd,
  TableFindings,
  TransitionFacts,
} from './connection-facts';
export {
  type ConnectionInWords,
  type EndpointInWords,
  explainEndpoints,
  roleSentence,
  stateMeaning,
} from './explanation';
export {
  type CaptureFindingAddresses,
  captureFindingMessage,
  findingMessage,
  findingTitle,
} from './findings';
export { analysisNote, type PacketFacts, packetNote, packetSentences, type StepFacts } from './packets';
export { problemMessage } from './problems';
export { type Quality, qualityInWords } from './quality';
export { type ReasonFacts, reasonNote, reasonSentence } from './reasons';
export { firstWithWords, hasWords, say, type WordId } from './say';
export {
  type EvidenceInWords,
  type ShownEvidence,
  type ShownPacket,
  showEvidence,
  shownPackets,
} from './shown-evidence';
export { GUIDED_STATES, type StateGuide, stateGuide } from './state-guide';
export { type ServerStatement, type Statement, serverStatementsOf } from './statement';

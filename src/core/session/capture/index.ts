export { type CaptureFormat, decompressed, PiecedSource } from '../../capture';
export type { Field } from '../../decode';
export type { EvidenceInWords, ShownEvidence, ShownPacket } from '../../explain';
export type { Certainty, TcpStateName } from '../../tcp';
export { stateText } from './annotation-line';
export { CaptureClient, type FilterAnswer } from './capture-client';
export {
  type CaptureExportRequest,
  type CaptureFileFormat,
  type ExportProgress,
  ExportRefused,
  exportTold,
  noProgress,
} from './capture-export';
export type { CaptureObserver } from './capture-recorder';
export { CaptureSession, NotACaptureError, type SessionOptions } from './capture-session';
export type { ConnectionEnds } from './connection-ends';
export type { ConnectionsQuery } from './connections-query';
export { type ExplainTarget, isTakenBack } from './explain-connection';
export { type AddressPattern, type Expression, isFilterError, parseAddress, parseFilter } from './filter';
export type { PlacedRow } from './log-lines';
export { overviewOf, type Recorded } from './overview';
export type { LineRun } from './packet-runs';
export type { PayloadAnswer, PayloadHit } from './payload-search';
export { groupPieces, joinPieces, type PieceCandidate, piecesOf } from './pieces';
export { type CountedConnection, countServers } from './servers';
export { MOST_SIGHTINGS } from './sightings';
export type { StreamPart } from './stream';
export { type Survey, survey } from './survey';
export type * from './views';

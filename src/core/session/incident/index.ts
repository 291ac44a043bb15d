export { BothEnds } from './both-ends';
export type { EvidenceClient } from './evidence-client';
export { EvidenceSession } from './evidence-session';
export { type IncidentCapture, IncidentSession, type IncidentTableText } from './incident-session';
export { type Beside, NOTHING_BESIDE, type OpenedEvidence, openEvidence } from './open-evidence';
export { TableText } from './table-text';
export type * from './views';

export { BothEnds } from './both-ends';
export { EvidenceSession } from './evidence-session';
export { type IncidentCapture, IncidentSession, type IncidentTableText } from './incident-session';
export type * from './views';

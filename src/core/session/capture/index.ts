export type { CaptureFormat } from '../../capture';
export type { Field } from '../../decode';
export type { Certainty, TcpStateName } from '../../tcp';
export { CaptureClient, type FilterAnswer } from './capture-client';
export type { CaptureObserver } from './capture-recorder';
export { CaptureSession, NotACaptureError, type SessionOptions } from './capture-session';
export type { ConnectionsQuery } from './connections-query';
export type { ExplainTarget } from './explain-connection';
export type * from './views';

export { CaptureClient, type FilterAnswer } from './capture-client';
export type { CaptureObserver } from './capture-recorder';
export { CaptureSession, NotACaptureError, type SessionOptions } from './capture-session';
export type * from './views';

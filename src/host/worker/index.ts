export { CaptureWorker } from './capture-worker';
export { HeldBytes } from './held-bytes';
export type { WorkerPlatform } from './platform';
export type { OpenSession, PageSession, ReadingSession } from './session-contract';

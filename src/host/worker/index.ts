export { CaptureWorker } from './capture-worker';
export { HeldBytes } from './held-bytes';
export type { LintPlatform } from './lint-platform';
export { LintWorker } from './lint-worker';
export type { WorkerPlatform } from './platform';
export type { OpenSession, PageSession, ReadingSession } from './session-contract';

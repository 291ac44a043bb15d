export type { ExtensionFiles, WorkerThread } from '../worker-thread';
export { startWorker } from './start-worker';

/** The worker opens files of this machine by itself. */
export const OPENS_FILES = true;

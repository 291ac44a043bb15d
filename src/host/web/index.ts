export type { ExtensionFiles, WorkerThread } from '../worker-thread';
export { startWorker } from './start-worker';

/** A browser has no files of its own: the editor hands their bytes over. */
export const OPENS_FILES = false;

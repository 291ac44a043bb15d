export type { ExtensionFiles, WorkerThread } from '../worker-thread';
export { openFile } from './file-source';
export { readLiveSockets, readLiveSocketsInTurns } from './live-sockets';
export { loadParsers } from './parsers';
export { processorTime } from './processor-time';
export { startWorker } from './start-worker';
export { StreamSource, TemporaryFolderError } from './stream-source';
export { sizeYoungGeneration } from './young-generation';

/** The system that the extension runs on, by Node's name for it. */
export const PLATFORM: string = process.platform;

/** The worker opens files of this machine by itself. */
export const OPENS_FILES = true;

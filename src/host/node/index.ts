export type { ExtensionFiles, WorkerThread } from '../worker-thread';
export { openFile } from './file-source';
export { readLiveSockets } from './live-sockets';
export { loadParsers } from './parsers';
export { processorTime } from './processor-time';
export { startWorker } from './start-worker';
export { StreamSource, TemporaryFolderError } from './stream-source';
export { sizeYoungGeneration } from './young-generation';

/** The worker opens files of this machine by itself. */
export const OPENS_FILES = true;

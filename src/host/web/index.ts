export type { ExtensionFiles, WorkerThread } from '../worker-thread';
export { startWorker } from './start-worker';

/** Which system a browser runs on does not matter to it. */
export const PLATFORM: string = 'browser';

/** A browser has no files of its own: the editor hands their bytes over. */
export const OPENS_FILES = false;

/** A browser has no sockets to be looked at. */
export const readLiveSocketsInTurns = async (
  _inTurns: (items: Iterable<number>, each: (item: number) => void) => Promise<unknown>,
): Promise<null> => null;

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChannelMessage } from '../../protocol';
import type { ExtensionFiles, WorkerThread } from '../worker-thread';

export const WORKER_FILE = 'dist/worker.js';

/** Starts the worker in a thread of the extension host's process. */
export async function startWorker(extension: ExtensionFiles): Promise<WorkerThread> {
  const worker = new Worker(join(extension.path, WORKER_FILE), { name: 'closewait' });
  let terminated = false;
  let died: ((reason: string) => void) | undefined;
  const die = (reason: string) => {
    if (!terminated) died?.(reason);
    died = undefined;
  };
  worker.on('error', (error) => die(error.message));
  worker.on('exit', (code) => die(`exit code ${code}`));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer && [...transfer]),
    receive: (handler) => worker.on('message', (message: ChannelMessage) => handler(message)),
    onDeath: (listener) => {
      died = listener;
    },
    terminate: () => {
      terminated = true;
      void worker.terminate();
    },
  };
}

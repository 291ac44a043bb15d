import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChannelMessage } from '../../protocol';
import type { ExtensionFiles, WorkerProgram, WorkerThread } from '../worker-thread';

/** Starts a worker in a thread of the extension host's process. */
export async function startWorker(
  extension: ExtensionFiles,
  program: WorkerProgram = 'worker',
): Promise<WorkerThread> {
  const worker = new Worker(join(extension.path, `dist/${program}.js`), { name: `closewait ${program}` });
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

import type { ChannelMessage } from '../../protocol';
import type { ExtensionFiles, WorkerThread } from '../worker-thread';

export const WORKER_FILE = 'dist/web/worker.js';

/**
 * Starts the worker from a Blob: the extension's files come from another origin than the extension host's page,
 * and a browser refuses to start a worker across origins.
 */
export async function startWorker(extension: ExtensionFiles): Promise<WorkerThread> {
  const script = await extension.read(WORKER_FILE);
  const url = URL.createObjectURL(new Blob([script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: 'closewait' });
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  return {
    post: (message, transfer) => worker.postMessage(message, transfer ? [...transfer] : []),
    receive: (handler) => {
      worker.onmessage = (event: MessageEvent<ChannelMessage>) => handler(event.data);
    },
    onDeath: (listener) => {
      worker.onerror = (event) => {
        worker.onerror = null;
        end();
        listener(event.message);
      };
    },
    terminate: end,
  };
}

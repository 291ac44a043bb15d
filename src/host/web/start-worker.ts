import type { ChannelMessage } from '../../protocol';
import type { ExtensionFiles, WorkerProgram, WorkerThread } from '../worker-thread';

/**
 * Starts a worker from a Blob: the extension's files come from another origin than the extension host's page,
 * and a browser refuses to start a worker across origins.
 */
export async function startWorker(
  extension: ExtensionFiles,
  program: WorkerProgram = 'worker',
): Promise<WorkerThread> {
  const script = await extension.read(`dist/web/${program}.js`);
  const url = URL.createObjectURL(new Blob([script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: `closewait ${program}` });
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

// What the extension host runs of the editor, without the editor: bundled by worker-load.mjs.
export { WorkerLink } from '../../src/extension/capture/worker-link';
export { startWorker } from '../../src/host/node';
export { Rpc } from '../../src/protocol';

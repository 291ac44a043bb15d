import { parentPort } from 'node:worker_threads';
import { LogSession } from '../../core/session/log';
import { type ChannelMessage, Channels } from '../../protocol';
import { CaptureWorker, HeldBytes } from '../worker';
import { openFile } from './file-source';

const host = parentPort!;
const channels = new Channels({
  post: (message, transfer) => host.postMessage(message, transfer ? [...transfer] : []),
  receive: (handler) => host.on('message', (message: ChannelMessage) => handler(message)),
});
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

new CaptureWorker(
  channels,
  {
    openSource: async (reference) =>
      reference.kind === 'file' ? openFile(reference.path) : new HeldBytes(reference.name, reference.bytes),
  },
  ({ source, beside }, locale) =>
    LogSession.create(source, { locale, pause, watch: () => Date.now() / 1000 }, beside),
);

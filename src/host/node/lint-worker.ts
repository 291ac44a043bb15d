import { readFile, stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { decodedSource } from '../../core/session/lint';
import { type ChannelMessage, Channels } from '../../protocol';
import { LintWorker } from '../worker';
import { loadParsers } from './parsers';
import { processorTime } from './processor-time';

const host = parentPort!;
const channels = new Channels({
  post: (message, transfer) => host.postMessage(message, transfer ? [...transfer] : []),
  receive: (handler) => host.on('message', (message: ChannelMessage) => handler(message)),
});

new LintWorker(channels, {
  loadParsers: () => loadParsers(processorTime),
  clock: processorTime,
  readText: async (source, largest) => {
    const size = source.kind === 'file' ? (await stat(source.path)).size : source.bytes.length;
    if (size > largest) throw new Error('too large');
    return decodedSource(source.kind === 'file' ? await readFile(source.path) : source.bytes);
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  end: (error) => {
    setImmediate(() => {
      throw error;
    });
  },
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorker } from '../../../src/host/node/start-worker';
import type { ChannelMessage } from '../../../src/protocol';

let extension: string;

beforeEach(() => {
  extension = mkdtempSync(join(tmpdir(), 'closewait-worker-'));
  mkdirSync(join(extension, 'dist'));
});
afterEach(() => rmSync(extension, { recursive: true, force: true }));

/** Starts a worker whose program is this code. */
const running = (code: string) => {
  writeFileSync(
    join(extension, 'dist/worker.js'),
    `const { parentPort } = require('node:worker_threads');\n${code}`,
  );
  return startWorker({ path: extension, read: () => Promise.reject(new Error('not asked for in Node')) });
};

const hello: ChannelMessage = { channel: 3, message: { type: 'event', name: 'x', data: null } };
const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

test('messages go both ways', async () => {
  const worker = await running(`parentPort.on('message', (message) => parentPort.postMessage(message));`);
  const heard = new Promise((resolve) => worker.receive(resolve));
  worker.post(hello);
  expect(await heard).toEqual(hello);
  worker.terminate();
});

test.each([
  ['throws', `throw new Error('out of ideas');`, 'out of ideas'],
  ['rejects with nobody to catch it', `Promise.reject(new Error('unkept promise'));`, 'unkept promise'],
  ['leaves', `process.exit(3);`, 'exit code 3'],
])('a worker that %s is reported dead, once, with the reason', async (_, code, reason) => {
  const worker = await running(`parentPort.on('message', () => { ${code} });`);
  const reasons: string[] = [];
  worker.onDeath((text) => reasons.push(text));
  worker.post(hello);
  while (reasons.length === 0) await soon();
  await soon();
  expect(reasons).toEqual([expect.stringContaining(reason)]);
});

test('ending a worker is no death', async () => {
  const worker = await running(`parentPort.on('message', () => {});`);
  let died = false;
  worker.onDeath(() => {
    died = true;
  });
  worker.terminate();
  await soon();
  expect(died).toBe(false);
});

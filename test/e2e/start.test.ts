import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { BROWSER_FLAGS } from '../../scripts/browser.mjs';
import { CaptureView } from './harness/capture-view';

/** `npm start` as a new user types it, on a machine without VS Code. */
const START = ['scripts/start.mjs', '--embedded'];

let start: ChildProcess;
let browser: Browser;
let printed = '';

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browser'), args: [...BROWSER_FLAGS] });
  start = spawn(process.execPath, START, { stdio: ['ignore', 'pipe', 'inherit'] });
  start.stdout?.on('data', (part) => {
    printed += part;
  });
});
afterAll(async () => {
  await browser?.close();
  start?.kill('SIGKILL');
});

test('it prints an address, and at that address is the sample, annotated', async () => {
  await expect.poll(() => printed, { timeout: 150_000 }).toContain('Ctrl+C ends it.');
  const address = /http:\/\/127\.0\.0\.1:\S+/.exec(printed)?.[0] ?? '';
  const page = await browser.newPage({ viewport: { width: 1400, height: 1300 } });
  await page.goto(address);
  const capture = new CaptureView(page, 0);
  await capture.untilRow('Flags [R.]');
  const packets = async () => (await capture.rows()).filter((row) => row.text.includes('Flags ['));
  await expect.poll(packets).toHaveLength(6);
});

test('Ctrl+C ends it, and the server with it', async () => {
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  start.kill('SIGINT');
  const [code] = start.exitCode === null ? await once(start, 'exit') : [start.exitCode];
  expect(code).toBe(0);
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});

test.each([
  [['/nowhere/at-all.pcap'], '/nowhere/at-all.pcap: no such file'],
  [['--no-such-option'], 'unknown option --no-such-option'],
  [['--port', 'x'], '--port takes a number from 1 to 65535'],
])('%j is refused in one clear line', (args, message) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', ...args], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(message)]);
});

test('--help says how it is used', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/start.mjs', '--help'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain('npm start');
});

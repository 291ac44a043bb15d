import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const LOG = readFileSync('samples/close-wait.tcpdump', 'utf8');

let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({ files: ['samples/close-wait.tcpdump'] });
  await code.quickOpen('close-wait.tcpdump');
});
afterAll(() => code?.close());

test('a file that is deleted while it is shown is told of; what was read stays', async () => {
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  rmSync(code.path('close-wait.tcpdump'));
  await expect.poll(() => capture.statusBar.textContent()).toContain('The file is gone');
  expect((await capture.rows()).length).toBeGreaterThan(5);
  writeFileSync(code.path('close-wait.tcpdump'), LOG);
  await expect.poll(() => capture.statusBar.textContent()).not.toContain('The file is gone');
});

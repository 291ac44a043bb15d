import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const SAMPLE = readFileSync('samples/close-wait.tcpdump', 'utf8');
const LINES = SAMPLE.trimEnd().split('\n');
const PCAP = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump'],
    written: {
      'growing.tcpdump': `${LINES.slice(0, 8).join('\n')}\n`,
      // As tcpdump -w leaves it between two writes: in the middle of a packet.
      'growing.pcap': PCAP.subarray(0, 300),
      'rotated.tcpdump': SAMPLE,
      'notes.txt': 'nothing to see\n',
    },
  });
});
afterAll(() => code?.close());

const selected = async () => (await code.capture().rows()).find((row) => row.selected)?.text ?? '';

test('the selection and the filter survive that another tab is shown', async () => {
  await code.doubleClick('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  await capture.frame.locator('.filter-field input').fill('fin or rst');
  await expect.poll(async () => (await capture.rows()).length).toBe(2);
  await capture.grid.locator('[role=row]', { hasText: 'Flags [R.]' }).click();
  await expect.poll(() => capture.details.textContent()).toContain('52552');
  await code.doubleClick('notes.txt');
  await code.text();
  await code.tab('close-wait.tcpdump').click();
  await expect.poll(selected).toContain('Flags [R.]');
  await expect.poll(() => code.capture().rows()).toHaveLength(2);
});

test('and that the window is reloaded', async () => {
  await code.reloadWindow();
  await expect.poll(selected, { timeout: 30_000 }).toContain('Flags [R.]');
  await expect.poll(() => code.capture().rows()).toHaveLength(2);
});

test('a growing log is read on', async () => {
  await code.doubleClick('growing.tcpdump');
  await code.capture().untilRow('ESTABLISHED');
  await expect.poll(() => code.capture().rows()).toHaveLength(8);
  for (const line of LINES.slice(8)) appendFileSync(code.path('growing.tcpdump'), `${line}\n`);
  await code.capture().untilRow('Flags [R.]');
  await expect.poll(() => code.capture().rows()).toHaveLength(13);
  await expect.poll(async () => (await code.capture().rows())[12].states).toEqual(['CLOSED', 'CLOSED']);
});

test('a growing pcap is read on, from the packet that was cut', async () => {
  await code.doubleClick('growing.pcap');
  await code.capture().untilRow('SYN');
  const before = (await code.capture().rows()).length;
  appendFileSync(code.path('growing.pcap'), PCAP.subarray(300));
  await expect.poll(async () => (await code.capture().rows()).length).toBe(11);
  expect(before).toBeLessThan(11);
  await expect.poll(() => code.capture().statusBar.textContent()).toContain('11 packets');
});

test('a file that takes the place of another is read from its start', async () => {
  await code.doubleClick('rotated.tcpdump');
  await code.capture().untilRow('Flags [R.]');
  writeFileSync(code.path('rotated.new'), `# after the rotation\n${LINES.slice(5, 8).join('\n')}\n`);
  renameSync(code.path('rotated.new'), code.path('rotated.tcpdump'));
  await code.capture().untilRow('after the rotation');
  await expect.poll(() => code.capture().rows()).toHaveLength(4);
});

test('a growing file stays as it is where following is switched off', async () => {
  // The theme shows when VS Code has read the settings.
  code.set({ 'closewait.followGrowingFiles': false, 'workbench.colorTheme': 'Default High Contrast' });
  await code.capture().frame.locator('body.vscode-high-contrast').waitFor();
  appendFileSync(code.path('rotated.tcpdump'), `${LINES[9]}\n`);
  await code.page.waitForTimeout(2000);
  expect(await code.capture().rows()).toHaveLength(4);
  await code.command('Closewait: Reload Capture');
  await code.capture().untilRow('Flags [F.]');
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});

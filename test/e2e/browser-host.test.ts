import { appendFileSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const PCAP = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
const LINES = readFileSync('samples/close-wait.tcpdump', 'utf8').trimEnd().split('\n');
let code: Workbench;

beforeAll(async () => {
  const written = {
    'packed.pcap.gz': gzipSync(PCAP),
    'growing.tcpdump': `${LINES.slice(0, 8).join('\n')}\n`,
  };
  code = await Workbench.open({ files: ['samples/close-wait.tcpdump'], written, inBrowser: true });
});
afterAll(() => code?.close());

test('without Node, in the extension host of a browser, the log is read and annotated', async () => {
  await code.doubleClick('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  const packets = (await capture.rows()).filter((row) => row.text.includes('Flags ['));
  expect(packets.map(({ states }) => states.join(' '))).toContain('FIN_WAIT_2 CLOSE_WAIT');
  await code.screenshot('browser-host');
});

test('it is explained there', async () => {
  await code.command('Closewait: Explain TCP State');
  await code.capture().explanation.getByText('CLOSE_WAIT').first().waitFor();
});

test('a compressed capture is read', async () => {
  await code.doubleClick('packed.pcap.gz');
  await code.capture().untilRow('ESTABLISHED');
  await expect.poll(() => code.capture().rows()).toHaveLength(11);
});

test('a document that grows is read on, and keeps its filter', async () => {
  await code.doubleClick('growing.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [S.]');
  await capture.frame.locator('.filter-field input').fill('ack');
  await expect.poll(async () => (await capture.rows()).length).toBe(2);
  for (const line of LINES.slice(8)) appendFileSync(code.path('growing.tcpdump'), `${line}\n`);
  await expect.poll(async () => (await capture.rows()).length).toBe(5);
});

test('the running extension is the browser build', async () => {
  await code.command('Developer: Show Running Extensions');
  const row = code.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Closewait' });
  await expect.poll(() => row.textContent()).toContain('web worker');
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const PCAP = 'test/fixtures/kernel/client_closes_first/server.pcap';
let code: Workbench;

beforeAll(async () => {
  code = await Workbench.open({
    files: ['samples/close-wait.tcpdump', PCAP],
    written: {
      'packed.pcap.gz': gzipSync(readFileSync(PCAP)),
      'letter.pcap': 'Dear all,\nthis is no capture.\n',
      'empty.pcap': '',
    },
  });
});
afterAll(() => code?.close());

test('a double click in the explorer shows the log with the state of both ends at every packet', async () => {
  await code.doubleClick('close-wait.tcpdump');
  const capture = code.capture();
  await capture.untilRow('Flags [R.]');
  const states = async () =>
    (await capture.rows()).filter((row) => row.text.includes('Flags [')).map((row) => row.states);
  await expect.poll(states).toEqual([
    ['SYN_SENT', expect.any(String)],
    [expect.any(String), 'SYN_RECEIVED'],
    ['ESTABLISHED', 'ESTABLISHED'],
    ['FIN_WAIT_1', 'CLOSE_WAIT'],
    ['FIN_WAIT_2', 'CLOSE_WAIT'],
    ['CLOSED', 'CLOSED'],
  ]);
  await code.screenshot('opening-sample');
});

test("the log's other lines stay where they are, unchanged", async () => {
  const lines = (await code.capture().rows()).map(({ text }) => text);
  const file = readFileSync('samples/close-wait.tcpdump', 'utf8').split('\n');
  for (const [at, line] of file.slice(0, 13).entries()) expect(lines[at]).toContain(line.trim());
});

test('a pcap opens by quick open, in columns', async () => {
  await code.quickOpen('server.pcap');
  const capture = code.capture();
  await capture.untilRow('ESTABLISHED');
  const rows = await capture.rows();
  expect(rows[0].text).toContain('SYN');
  await code.screenshot('opening-pcap');
});

test('the same file in gzip shows the same rows', async () => {
  const plain = await code.capture().rows();
  await code.quickOpen('packed.pcap.gz');
  await code.capture().untilRow('ESTABLISHED');
  await expect.poll(() => code.capture().rows()).toEqual(plain);
});

test('what is no capture says what was found, what is supported, and offers the text', async () => {
  await code.quickOpen('letter.pcap');
  const page = code.capture().frame;
  await page.getByRole('alert').waitFor();
  const said = await page.getByRole('alert').textContent();
  expect(said).toContain('letter.pcap');
  expect(said).toMatch(/pcapng/);
  await code.screenshot('opening-no-capture');
  await page.getByRole('button', { name: 'As text' }).click();
  await expect.poll(() => code.text()).toContain('Dear all,');
});

test('an empty file is no crash', async () => {
  await code.quickOpen('empty.pcap');
  await code
    .capture()
    .frame.getByText(/empty|no packets/i)
    .first()
    .waitFor();
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { reportsOf } from '../../../src/host/worker/reports';
import type { PageSession } from '../../../src/host/worker/session-contract';

const { signal } = new AbortController();
const LOG = 'samples/close-wait.tcpdump';
const PCAP = 'test/fixtures/kernel/client_closes_first/server.pcap';

async function reports(file: string) {
  const source = new MemorySource(file, new Uint8Array(readFileSync(file)));
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
  await session.load(signal, () => {});
  const client = session.client() as unknown as PageSession;
  return reportsOf(
    async () => client,
    () => 'en',
  );
}

const all = { rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], filtered: false };

test('lines of a log are copied as they stand there; without the states they are the log again', async () => {
  const { copyRows } = await reports(LOG);
  const text = await copyRows({ ...all, format: 'tcpdump' }, signal);
  expect(text).toBe(
    readFileSync(LOG, 'utf8')
      .split('\n')
      .slice(0, 13)
      .map((line) => `${line}\n`)
      .join(''),
  );
});

test('packets of a binary capture are copied as tcpdump prints them, with their times', async () => {
  const { copyRows } = await reports(PCAP);
  // Recorded with `tcpdump -n`, which prints the clock of where it runs: the seconds are the same everywhere.
  const printed = readFileSync(PCAP.replace('.pcap', '.n.txt'), 'utf8').trimEnd().split('\n');
  const rows = printed.map((_, at) => at);
  const copied = await copyRows({ rows, filtered: false, format: 'tcpdump' }, signal);
  const withoutHours = (line: string) => line.replace(/^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:/, '');
  expect(copied.trimEnd().split('\n').map(withoutHours)).toEqual(printed.map(withoutHours));
  const numbered = await copyRows({ rows: [1], filtered: false, format: 'text' }, signal);
  expect(numbered).toMatch(/^ {4}2 {2}\d\d:\d\d:\d\d\.\d{6} IP /);
});

test('as CSV a packet is a line with its number, time and states', async () => {
  const { copyRows } = await reports(LOG);
  const [head, ...lines] = (await copyRows({ ...all, format: 'csv' }, signal)).trimEnd().split('\n');
  expect(head.split(',').slice(0, 6)).toEqual(['packet', 'time', 'connection', 'from', 'to', 'flags']);
  // The log's six packets; its comments are not rows of a table. The fourth is the FIN at 17:11:35.668512.
  expect(lines).toHaveLength(6);
  expect(lines[3]).toMatch(/^4,61895\.668512,1,192\.168\.1\.110:52552,192\.168\.1\.177:8000,F\.,/);
  expect(lines[4]).toMatch(/,FIN_WAIT_2\??,CLOSE_WAIT\??,/);
});

test('as JSON it is what `annotate --format jsonl` prints, in an array', async () => {
  const { copyRows } = await reports(LOG);
  const packets = JSON.parse(await copyRows({ ...all, format: 'json' }, signal));
  expect(packets).toHaveLength(6);
  expect(packets[4]).toMatchObject({ packet: 5, flags: '.', server: { state: 'CLOSE_WAIT' } });
});

test('connections are copied as CSV, JSON and a table of Markdown', async () => {
  const { copyConnections } = await reports(LOG);
  const query = { from: 0, to: 0, sort: 'connection', descending: false, filtered: false } as const;
  const copied = (format: 'csv' | 'json' | 'markdown') =>
    copyConnections({ rows: [0], query, format }, signal);
  expect((await copied('csv')).split('\n')[1]).toMatch(/^1,192\.168\.1\.110:52552,192\.168\.1\.177:8000,/);
  expect(JSON.parse(await copied('json'))).toMatchObject([{ connection: 1, packets: 6 }]);
  expect((await copied('markdown')).split('\n')[1]).toMatch(/^\|( --- \|)+$/);
});

test('an explanation is copied for a ticket: headline, evidence, commands', async () => {
  const { explanationMarkdown } = await reports(LOG);
  const text = await explanationMarkdown({ connection: 1 }, signal);
  expect(text).toMatch(/^# Server 192\.168\.1\.177:8000: CLOSE\\?_WAIT/);
  expect(text).toContain('192.168.1.110.52552 > 192.168.1.177.irdmi: Flags [F.]');
  expect(text).toContain("ss -ltnp 'sport = :8000'");
});

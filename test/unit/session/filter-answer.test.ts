import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { type CaptureClient, CaptureSession } from '../../../src/core/session/capture';

async function open(name: string, content: string | Uint8Array): Promise<CaptureClient> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const session = CaptureSession.create(new MemorySource(name, bytes), {
    locale: 'en',
    pause: async () => {},
  });
  await session.load(new AbortController().signal, () => {});
  return session.client();
}
const recording = (path: string) =>
  open(path, new Uint8Array(readFileSync(join(__dirname, '../../fixtures', path))));

async function packets(client: CaptureClient, text: string): Promise<readonly number[]> {
  const { rows } = await client.filter({ text });
  const found = await client.rows({ from: 0, to: rows, filtered: true });
  return found.map((row) => (row.kind === 'packet' ? row.packet : -1));
}

const LOG = [
  'IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 100, win 1000, length 0',
  'IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 500, ack 101, win 1000, length 0',
  'IP 10.0.0.1.40001 > 10.0.0.2.80: Flags [S], seq 100, win 1000, length 0',
  'IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 501, win 1000, length 0',
]
  .map((line, at) => `10:00:0${at * 2}.000000 ${line}\n`)
  .join('');

describe('the time between two packets', () => {
  test('is that of their connection: four seconds and not two', async () => {
    expect(await packets(await open('a.log', LOG), 'gap>3')).toEqual([4]);
  });

  test('a first packet has none, neither long nor short', async () => {
    expect(await packets(await open('a.log', LOG), 'gap<3')).toEqual([2]);
  });
});

describe('what a packet carries', () => {
  test('where a text log has no bytes, that is said and not that there is nothing', async () => {
    const log = `${LOG}10:00:09.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 101:111, ack 501, win 1000, length 10\n`;
    const { rows, note } = await (await open('a.log', log)).filter({ text: 'payload:GET' });
    expect([rows, note]).toEqual([
      0,
      'Of 1 packets the recording does not hold the data, or not all of it: what was looked for may be in there.',
    ]);
  });
});

describe('a word that no row contains', () => {
  const note = async (text: string) => (await (await open('a.log', LOG)).filter({ text })).note;

  test.each([
    ['stuk', '"stuk" was looked for in the text of the rows. Perhaps stuck is meant.'],
    ['CLOSEWAT', '"closewat" was looked for in the text of the rows. Perhaps CLOSE_WAIT is meant.'],
    [
      'retransmission',
      '"retransmission" was looked for in the text of the rows. Perhaps analysis:retransmission is meant.',
    ],
    ['teh-quick-fox', '"teh-quick-fox" was looked for in the text of the rows.'],
  ])('%s', async (text, expected) => {
    expect(await note(text)).toBe(expected);
  });

  test('says nothing where it was found, or where nothing is written', async () => {
    expect([await note('win'), await note(''), await note('10.9.9.9')]).toEqual([null, null, null]);
  });

  test('of a finding that there is not, all are told', async () => {
    expect(await note('finding:hal-close')).toMatch(
      /^There is no finding "hal-close"\. Findings: .*half-close/,
    );
  });
});

describe('what was found, and the programs', () => {
  test('finding: leaves the connections that it was found of', async () => {
    const client = await recording('kernel/close_wait_pile_up/server.pcap');
    await client.filter({ text: 'finding:close-wait' });
    const every = { from: 0, to: 100, sort: 'connection', descending: false } as const;
    const left = client.connections({ ...every, filtered: true }).rows.map(({ connection }) => connection);
    const found = client
      .connections({ ...every, filtered: false })
      .rows.filter((row) => row.findings.some(({ id }) => id.includes('close-wait')))
      .map(({ connection }) => connection);
    expect(left).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });

  // ptcpdump writes the program behind the addresses.
  test('process: leaves the packets of a program that the capture names', async () => {
    const line = (port: number, name: string) =>
      `10:00:00.000000 eth0 ${name}.${port} Out IP 10.0.0.1.${port} > 10.0.0.2.80: Flags [S], seq 1, win 1000, length 0, ParentProc [sh.1]\n`;
    const client = await open('a.log', line(40000, 'curl') + line(40001, 'wget'));
    expect(await packets(client, 'process:curl')).toEqual([1]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CaptureFindingView, FindingView } from '../../../src/core/session/capture';
import { bytesTellMore } from '../kernel/bytes-tell-more';
import { CAPTURE_POINTS, readRecording, recordingNames } from '../kernel/recordings';
import { find, idsOf, inOneLine, manyConnections, openCapture, recorded } from './find';
import { SHOWN_BY, type Shown } from './shown-by';

const bytesOf = ([name, point]: Shown): Uint8Array =>
  point === 'many' ? manyConnections(name) : recorded(name, point);

const found = async (shown: Shown) => idsOf(await find(bytesOf(shown)));

describe.each(Object.entries(SHOWN_BY))('%s', (id, { shows, not }) => {
  it.each(shows)('is shown by %s, captured at the %s', async (...shown) => {
    expect(await found(shown)).toContain(id);
  });
  it.each(not)('is not shown by %s, captured at the %s', async (...shown) => {
    expect(await found(shown)).not.toContain(id);
  });
});

/** What the scenarios of test/kernel/scenarios/findings.py did, followed by hand in their captures. */
// biome-ignore format: a table
const TOLD: readonly [string, 'client' | 'server', string[]][] = [
  ['never_accepted_for_long', 'server', [
    '2: never-accepted server warning 9,10,11,12,16',
    '2: close-wait server warning 11,12,16',
    '2: fin-wait-2-given-up client info 12,16',
  ]],
  ['close_wait_after_data', 'server', ['1: close-wait server warning 8,9']],
  ['close_wait_unanswered', 'server', [
    '1: never-accepted server warning 2,3,4,6,7',
    '1: close-wait server warning 6,7',
  ]],
  ['close_wait_of_client', 'client', ['1: close-wait client info 8,9']],
  ['slow_to_close', 'client', ['1: slow-to-close server info 8,9,10']],
  ['reset_in_data', 'server', ['1: reset-in-data server warning 10,11']],
  ['idle_cut', 'client', ['1: idle-cut server warning 7,8,9,10,11,12']],
  ['idle_cut_reset', 'client', ['1: idle-cut server warning 7,8,11']],
  ['idle_kept', 'client', []],
];

it.each(TOLD)('%s, captured at the %s, is told by its packets', async (name, point, lines) => {
  expect(inOneLine(await find(recorded(name, point)))).toEqual(lines);
});

it('a pile-up names the port, the connections and since when', async () => {
  const { capture, rows } = await find(recorded('close_wait_pile_up', 'server'));
  const [pile] = capture;
  expect(pile).toMatchObject({
    severity: 'error',
    address: '10.88.0.2:8000',
    connections: [1, 2, 3, 4, 5, 6],
  });
  expect(pile.message).toMatch(/^6 connections to 10\.88\.0\.2:8000 are stuck in CLOSE_WAIT at the server/);
  expect(pile.since).toBe(rows[0].findings[0].since);
});

it('a server at its limit is explained by a connection that it does not serve', async () => {
  const client = (await openCapture(recorded('served_up_to_a_limit', 'server'))).client();
  expect(client.firstToExplain().connection).toBe(4);
  const [server] = client.explain({ connection: 4 }).endpoints;
  expect(server.causes[0].title).toBe('The server is at a limit');
});

it.each(CAPTURE_POINTS)(
  'data that ICMP errors answer is not silence, nor "nothing", at the %s',
  async (point) => {
    const told = (await openCapture(recorded('rejected_later_by_icmp', point)))
      .client()
      .explain({ connection: 1 });
    expect(told.title).toBe('Client 10.88.0.1:40001: its segments are rejected by ICMP errors');
    expect(told.summary).toMatch(
      /^A segment of the client on the open connection was answered by 10\.88\.0\.2 /,
    );
    expect(told.endpoints[0].causes.map(({ title }) => title)).toEqual([
      'A firewall rejects with an ICMP error',
    ]);
  },
);

describe('every finding of every recording', () => {
  const every = async (locale: 'en' | 'zh-cn') => {
    const told: { name: string; finding: FindingView | CaptureFindingView; packets: number }[] = [];
    for (const name of recordingNames()) {
      for (const point of CAPTURE_POINTS) {
        const bytes = recorded(name, point);
        const packets = (await openCapture(bytes)).summary().packets;
        const { rows, capture } = await find(bytes, locale);
        for (const finding of [...rows.flatMap(({ findings }) => findings), ...capture])
          told.push({ name, finding, packets });
      }
    }
    return told;
  };

  it.each(['en', 'zh-cn'] as const)('has a sentence of its own, with all its values (%s)', async (locale) => {
    for (const { name, finding } of await every(locale)) {
      expect(finding.message, `${name} ${finding.id}`).not.toBe(finding.title);
      expect(finding.message, `${name} ${finding.id}`).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });

  it('cites packets that are there, in order', async () => {
    for (const { name, finding, packets } of await every('en')) {
      const indices = finding.evidence.flatMap((cited) => (cited.kind === 'packet' ? cited.index : []));
      expect(
        [...indices].sort((a, b) => a - b),
        `${name} ${finding.id}`,
      ).toEqual(indices);
      for (const index of indices) expect(index).toBeLessThan(packets);
      expect(finding.seconds ?? 0).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the same capture as tcpdump prints it', () => {
  it.each(recordingNames())('%s has the same findings', async (name) => {
    const recording = readRecording(name);
    for (const point of CAPTURE_POINTS) {
      const fromBytes = inOneLine(await find(recording.capture(point)));
      const log = recording.print(point, 'n');
      const fromText = log.length === 0 ? [] : inOneLine(await find(log));
      if (bytesTellMore(name, point)) expect(fromText, point).toEqual(expect.arrayContaining(fromBytes));
      else expect(fromText, point).toEqual(fromBytes);
    }
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import type { CaptureSummary } from '../../../src/core/session/capture';
import { EvidenceSession } from '../../../src/core/session/incident';

const LOG = readFileSync('samples/close-wait.tcpdump', 'utf8');
const TABLE = [
  'root@web:~# ss -tanp',
  'State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process',
  'LISTEN     1      128    0.0.0.0:8000        0.0.0.0:*         users:(("server",pid=4242,fd=3))',
  'CLOSE-WAIT 1      0      192.168.1.177:8000  192.168.1.110:52552',
  'CLOSE-WAIT 0      0      192.168.1.177:8000  192.168.1.111:40000 users:(("server",pid=4242,fd=5))',
  '',
].join('\n');

async function opened(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const session = EvidenceSession.create(new MemorySource('ticket.txt', bytes), {
    locale: 'en',
    pause: async () => {},
  });
  const progress: CaptureSummary[] = [];
  await session.load(new AbortController().signal, (summary) => progress.push(summary));
  return { session, client: session.client(), progress };
}

const all = { from: 0, to: 100, filtered: false };

describe('a text with packets and a table', () => {
  it('is a capture whose rows are joined to its connections', async () => {
    const { client, progress } = await opened(`${LOG}\n${TABLE}`);
    expect(progress.at(-1)).toMatchObject({ done: true, packets: 6, sockets: 3 });
    const { rows, total } = client.sockets(all);
    expect(total).toBe(3);
    expect(rows.map(({ connection, joined }) => [connection, joined])).toEqual([
      [2, false],
      [1, true],
      [3, false],
    ]);
    // One file: its name says nothing.
    expect(rows.map(({ file }) => file)).toEqual([null, null, null]);
    expect(client.socketOf({ connection: 1, filtered: false })).toBe(1);
    expect(
      client.connections({ from: 0, to: 9, sort: 'connection', descending: false, filtered: false }).total,
    ).toBe(1);
  });

  it('explains a connection with its row, and a row without packets by itself', async () => {
    const { client } = await opened(`${LOG}\n${TABLE}`);
    const recorded = client.explain({ connection: 1 });
    expect(recorded.endpoints[0].causes[0].title).toBe('The connection was never accepted');
    expect(recorded.endpoints[0].evidence.map(({ kind }) => kind)).toEqual([
      'packet',
      'packet',
      'packet',
      'socketRow',
    ]);
    const alone = client.explain({ connection: 3 });
    expect(alone.endpoints).toMatchObject([{ state: 'CLOSE_WAIT', address: '192.168.1.177:8000' }]);
    expect(alone.endpoints[0].why.join(' ')).toContain('server (process 4242)');
  });

  it.each([
    ['state:close-wait', 2],
    ['port:40000', 1],
    ['ip:192.168.1.110', 1],
    ['connection:1', 1],
    ['accepted', 2],
    ['not accepted', 1],
    ['', 3],
  ])('shows the rows that the filter %j leaves', async (text, count) => {
    const { client } = await opened(`${LOG}\n${TABLE}`);
    expect((await client.filter({ text })).error).toBeNull();
    expect(client.sockets({ ...all, filtered: true }).total).toBe(count);
    expect(client.sockets(all).total).toBe(3);
  });
});

describe('a table alone', () => {
  it('is told as a table of so many bytes, also without an end of its last line', async () => {
    for (const text of [TABLE, TABLE.trimEnd()]) {
      const { progress } = await opened(text);
      const told = {
        done: true,
        description: 'socket table',
        bytesRead: text.length,
        packets: 0,
        sockets: 3,
      };
      expect(progress.at(-1)).toMatchObject(told);
    }
  });

  it('opens, with rows and without packets', async () => {
    for (const text of [TABLE, Buffer.from(`\ufeff${TABLE}`, 'utf16le')]) {
      const { session, client } = await opened(text);
      expect(session.summary()).toMatchObject({
        done: true,
        format: 'text',
        packets: 0,
        rows: 0,
        sockets: 3,
      });
      expect(client.sockets(all).rows.map(({ connection }) => connection)).toEqual([1, 2, 3]);
      expect(await client.rows({ from: 0, to: 10, filtered: false })).toEqual([]);
      expect(client.explain({ connection: 2 }).endpoints[0].why.join(' ')).toContain(
        'has not called accept()',
      );
    }
  });

  it('is filtered, too', async () => {
    const { client } = await opened(TABLE);
    await client.filter({ text: 'state:listen' });
    expect(client.sockets({ ...all, filtered: true }).total).toBe(1);
  });
});

it('a log without a table has no rows, and a text without either is refused', async () => {
  const { session, client } = await opened(LOG);
  expect(session.summary().sockets).toBeUndefined();
  expect(client.sockets(all)).toEqual({ rows: [], total: 0, told: '', lookedAt: null });
  await expect(opened('Dear all,\n')).rejects.toThrow();
});

describe('a text that only counts', () => {
  const COUNTS = '$ netstat -an | sort | uniq -c\n     40 CLOSE_WAIT\n      3 ESTABLISHED\n';
  it('opens, and what the counts show is told', async () => {
    const { session, client } = await opened(COUNTS);
    expect(session.summary()).toMatchObject({ sockets: 0, onlyCounts: true, done: true });
    const { rows, total, told } = client.sockets(all);
    expect([rows, total]).toEqual([[], 0]);
    expect(told).toContain('40 sockets are counted in CLOSE_WAIT');
  });

  it('two listings of one host: what stays is told beside the rows', async () => {
    const listing = (clock: string) =>
      `Sat Nov 28 ${clock} UTC 2026\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nCLOSE-WAIT 1 0 192.0.2.2:8000 192.0.2.1:40001\n`;
    const { client } = await opened(listing('10:00:00') + listing('10:05:00'));
    expect(client.sockets(all).told).toContain('in both listings, 300 s apart: 1');
  });
});

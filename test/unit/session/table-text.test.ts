import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { EvidenceSession, TableText } from '../../../src/core/session/incident';

const ROW = 'tcp        1      0 192.0.2.2:8000          198.51.100.7:40112      CLOSE_WAIT  4242/server\n';
const packet = (i: number) =>
  `12:00:${String(i % 60).padStart(2, '0')}.000000 IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [.], ack ${i + 1}, win 502, options [nop,nop,TS val 1 ecr 2], length 0\n`;
const times = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');
const bytes = (text: string) => new TextEncoder().encode(text);
const source = (text: string | Uint8Array, name = 'ticket.txt') =>
  new MemorySource(name, typeof text === 'string' ? bytes(text) : text);

async function loaded(content: string | Uint8Array, name = 'ticket.txt') {
  const session = EvidenceSession.create(source(content, name), { locale: 'en', pause: async () => {} });
  await session.load(new AbortController().signal, () => {});
  return session;
}

describe('tables in a long text', () => {
  it('are found behind any number of packets, with their lines', async () => {
    const packets = 90_000;
    const text = `${times(packets, packet)}${ROW}${packet(packets)}`;
    expect(text.length).toBeGreaterThan(10 << 20);
    const table = await new TableText(source(text)).read();
    expect(table?.rows.map(({ line, state }) => [line, state])).toEqual([[packets + 1, 'CLOSE_WAIT']]);
    expect(table?.problems).toEqual([]);
  });

  it('lines end in any way, and the last one may have no end', async () => {
    for (const end of ['\n', '\r\n', '\r\r\n']) {
      const text = `${packet(1)}\n${packet(2)}${ROW}${ROW.trimEnd()}`.replaceAll('\n', end);
      const table = await new TableText(source(text)).read();
      expect(table?.rows.map(({ line }) => line)).toEqual([4, 5]);
    }
  });

  it('where other lines go on and on, it is said how far they were looked through', async () => {
    const lines = 130_000;
    const noise = times(
      lines,
      (i) => `the application says on line ${i} something that is neither, at some length, again and again\n`,
    );
    const table = await new TableText(source(`${noise}${ROW}`)).read();
    expect(table?.rows).toEqual([]);
    const [problem] = table?.problems ?? [];
    expect(problem.id).toBe('table.not-looked-further');
    expect(Number(problem.text)).toBeGreaterThanOrEqual(8);
    const here = noise.split('\n').slice(0, problem.line).join('\n').length / (1 << 20);
    expect(Math.round(here)).toBe(Number(problem.text));
    const session = await loaded(`${packet(0)}${noise}${ROW}`);
    expect(
      session
        .summary()
        .problems.map(({ message }) => message)
        .join(),
    ).toMatch(/first \d MiB/);
  });

  it('what was read is not read again when the text grows', async () => {
    const whole = bytes(`${times(20_000, packet)}${ROW}${times(20_000, packet)}${ROW}`);
    let [size, read] = [Math.floor(whole.length / 2) + 40, 0];
    const growing = {
      name: 'log',
      size: async () => size,
      close: async () => {},
      read: async (offset: number, target: Uint8Array) => {
        const part = whole.subarray(offset, Math.min(size, offset + target.length));
        target.set(part);
        read += part.length;
        return part.length;
      },
    };
    const text = new TableText(growing);
    expect((await text.read())?.rows).toHaveLength(1);
    const first = read;
    size = whole.length;
    expect((await text.read())?.rows.map(({ line }) => line)).toEqual([20_001, 40_002]);
    expect(read - first).toBeLessThan(whole.length * 0.6);
  });

  it('UTF-16 with either mark, or none', async () => {
    const text = `${packet(1)}${ROW}`;
    const wide = (marked: string) => Buffer.from(marked, 'utf16le');
    for (const content of [wide(`\ufeff${text}`), wide(text), wide(`\ufeff${text}`).swap16()]) {
      const table = await new TableText(source(new Uint8Array(content))).read();
      expect(table?.rows.map(({ line }) => line)).toEqual([2]);
    }
  });

  it('bytes that are no text hold none', async () => {
    expect(await new TableText(source(new Uint8Array([1, 0, 0, 7, 10, 0]))).read()).toBeNull();
  });
});

describe('a compressed table, alone', () => {
  const table = readFileSync('test/fixtures/sockets/ss-tanp.txt');
  it.each([1, 2])('gzip, %i times', async (layers) => {
    let packed: Uint8Array = new Uint8Array(table);
    for (let i = 0; i < layers; i++) packed = new Uint8Array(gzipSync(packed));
    const session = await loaded(packed, 'ss.txt.gz');
    const plain = await loaded(new Uint8Array(table));
    const all = { from: 0, to: 100, filtered: false };
    expect(session.client().sockets(all).rows).toEqual(plain.client().sockets(all).rows);
    expect(session.client().sockets(all).rows.length).toBeGreaterThan(2);
  });
});

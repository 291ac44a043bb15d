import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureDriver, type CaptureFormat, createReader } from '../../../src/core/capture';
import { problemMessage } from '../../../src/core/explain';
import { CaptureSession } from '../../../src/core/session/capture';
import { CaptureRecorder } from '../../../src/core/session/capture/capture-recorder';
import { PrintedNumbers } from '../../../src/core/session/capture/printed-numbers';
import { packetIndex } from '../../../src/core/tcp';
import { pcapOf } from '../capture/build-pcap';
import { Pcapng } from '../capture/build-pcapng';

const HOSTILE = join(__dirname, '../../fixtures/hostile');

async function session(name: string, bytes = new Uint8Array(readFileSync(join(HOSTILE, name)))) {
  const made = CaptureSession.create(new MemorySource(name, bytes), { locale: 'en', pause: async () => {} });
  await made.load({ aborted: false }, () => {});
  return { summary: made.summary(), client: made.client() };
}

describe('times as tshark reads them (frame.time_epoch)', () => {
  it('beyond 2^32 seconds', async () => {
    const { client } = await session('time-beyond-2-32-seconds.pcapng');
    const rows = await client.rows({ from: 0, to: 5, filtered: false });
    expect(rows.slice(0, 4).map((row) => row.kind === 'packet' && row.time)).toEqual([
      '0.000000',
      '9223372036854.775809',
      '0.000002',
      '9223372036854.775811',
    ]);
  });

  // tshark prints whole seconds and nanoseconds side by side (-5.000001 for 1 µs after -5 s); here it is one decimal number.
  it('before 1970, by a negative if_tsoffset', async () => {
    const { client } = await session('tsoffset-negative.pcapng');
    const rows = await client.rows({ from: 0, to: 5, filtered: false });
    const times = rows.map((row) => (row.kind === 'packet' ? row.time : null));
    expect(times).toEqual(['-5.000000', '-4.999999', '-4.999998', '-4.999997', '-4.999996']);
  });

  it('or not at all, and told, where seconds are no longer exact', async () => {
    const pcapng = new Pcapng();
    // if_tsresol 0: the 64 bits count seconds.
    const seconds = pcapng.interface(1, 0, pcapng.option(9, Uint8Array.of(0)));
    const bytes = Buffer.concat([pcapng.section(), seconds, pcapng.enhanced(0, 1n << 60n)]);
    const { client, summary } = await session('far', new Uint8Array(bytes));
    const [row] = await client.rows({ from: 0, to: 1, filtered: false });
    expect(row).toMatchObject({ time: null });
    expect(summary.problems.map(({ message }) => message).join()).toContain('285 million years');
  });
});

it('a packet of which nothing was captured has the same row at the end of a file as before its end', async () => {
  const notes = [];
  for (const name of ['empty-last-record.pcap', 'empty-middle-record.pcap']) {
    const { client } = await session(name);
    const [row] = await client.rows({ from: 0, to: 1, filtered: false });
    notes.push({ ...row, rows: 0 }, await client.tcpdumpLine(row as never));
  }
  expect(notes.slice(0, 2)).toEqual(notes.slice(2));
});

describe('more than can be kept', () => {
  async function read(format: CaptureFormat, bytes: Uint8Array, limits: { packets: number; lines: number }) {
    const recorder = new CaptureRecorder(limits);
    const driver = new CaptureDriver(
      new MemorySource('input', bytes),
      createReader(format, recorder),
      recorder,
      {
        pause: async () => {},
        isFull: (offset) => recorder.isFull(offset),
        chunkLength: 100,
      },
    );
    await driver.advance();
    driver.settle();
    return recorder;
  }

  it('of lines is told first, with the offset, and what was read is there', async () => {
    const line = '12:00:00.000001 IP 192.0.2.1.1024 > 198.51.100.2.80: Flags [S], seq 1, win 1, length 0\n';
    const bytes = new Uint8Array(Buffer.from(line + '\n'.repeat(1000)));
    const recorder = await read('text', bytes, { packets: 1000, lines: 150 });
    expect(recorder.lines.length).toBeGreaterThanOrEqual(150);
    expect(recorder.lines.length).toBeLessThan(300);
    expect(recorder.tracker.packets.length).toBe(1);
    const offset = line.length + recorder.lines.length - 1;
    expect(recorder.problems).toEqual([
      { id: 'capture.too-many-lines', severity: 'error', offset, values: { limit: 150, offset } },
    ]);
    const message = problemMessage('en', recorder.problems[0], 'input');
    expect(message).toMatch(/150 lines.*Everything before is shown/);
    expect(problemMessage('zh-cn', recorder.problems[0], 'input')).toContain('150');
  });

  it('of packets likewise, and the packet that the last chunk cut is not called damaged', async () => {
    const recorder = await read('pcap', pcapOf(50), { packets: 10, lines: 10 });
    expect(recorder.tracker.packets.length).toBeGreaterThanOrEqual(10);
    expect(recorder.tracker.packets.length).toBeLessThan(50);
    expect(recorder.problems.map(({ id }) => id)).toEqual(['capture.too-many-packets']);
  });
});

it('printed numbers are those that were printed, else the count', () => {
  const numbers = new PrintedNumbers();
  const printed = [1, 2, 7, 8, -1, -1, 12, 9, 10];
  printed.forEach((number, index) => {
    numbers.note(packetIndex(index), number);
  });
  expect(printed.map((_, index) => numbers.of(packetIndex(index)))).toEqual([1, 2, 7, 8, 5, 6, 12, 9, 10]);
});

it('drops of an interface that says so again are not counted twice', () => {
  const recorder = new CaptureRecorder();
  const info = { linkType: 1, snapLength: 0 };
  expect(recorder.dropped).toBeNull();
  recorder.interface({ id: 0, ...info });
  expect(recorder.dropped).toBeNull();
  for (const dropped of [3, 5]) recorder.interface({ id: 0, ...info, dropped });
  recorder.interface({ id: 1, ...info, dropped: 2 });
  expect(recorder.dropped).toBe(7);
  expect(recorder.interfaceOf(1)).toEqual({ id: 1, ...info, dropped: 2 });
});

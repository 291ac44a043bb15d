import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureDriver, createReader } from '../../../src/core/capture';
import type { VantagePoint } from '../../../src/core/observation';
import { CaptureRecorder } from '../../../src/core/session/capture/capture-recorder';
import { CAPTURE_POINTS, PRINTS, readRecording, recordingNames } from '../kernel/recordings';

const VANTAGE = join(__dirname, '../../fixtures/vantage');
const fixture = (file: string): Uint8Array => new Uint8Array(readFileSync(join(VANTAGE, file)));

async function read(bytes: Uint8Array, format: 'pcap' | 'text'): Promise<CaptureRecorder> {
  const recorder = new CaptureRecorder();
  const reader = createReader(format, recorder);
  const driver = new CaptureDriver(new MemorySource('capture', bytes), reader, recorder, {
    pause: async () => {},
    progress: () => {},
  });
  await driver.advance();
  driver.settle();
  return recorder;
}

/** Where each connection was recorded. */
async function points(bytes: Uint8Array, format: 'pcap' | 'text'): Promise<(VantagePoint | null)[]> {
  const { observation, tracker } = await read(bytes, format);
  return [...tracker.connections].map((connection) => observation.recordedAt(connection));
}

const formatOf = (file: string) => (file.endsWith('.pcap') ? 'pcap' : 'text');

describe('a client, a router and a server', () => {
  it.each([
    ['server-any.pcap', 'server'],
    ['server-any.n.txt', 'server'],
    ['client-any.pcap', 'client'],
    ['client-any.n.txt', 'client'],
  ])('%s: made on the machine of an end, as `-i any` marks it', async (file, side) => {
    const found = await points(fixture(file), formatOf(file));
    expect(found).toEqual([
      { side, by: 'machine' },
      { side, by: 'machine' },
    ]);
  });

  it.each([
    ['server.pcap', 'server'],
    ['server.nv.txt', 'server'],
    ['client.pcap', 'client'],
    // The router's device on the server's network.
    ['router.pcap', 'server'],
  ])('%s: no router between the recorder and an end, as the hop limits tell', async (file, side) => {
    const [first] = await points(fixture(file), formatOf(file));
    expect(first).toEqual({ side, by: 'network' });
  });

  /** 10.91.2.1: what the client's packets carry behind the router that rewrites them, which is the recorder's machine. */
  const ROUTER = 0x0a5b0201;

  it.each(['router-any.pcap', 'router-any.n.txt', 'nat-router-any.pcap', 'nat-router-any.n.txt'])(
    '%s: what is passed on is marked both ways, and was made at no end but its own',
    async (file) => {
      const { observation, tracker } = await read(fixture(file), formatOf(file));
      expect(tracker.connections.length).toBeGreaterThan(0);
      for (const connection of tracker.connections) {
        const point = observation.recordedAt(connection);
        if (point?.by === 'machine')
          expect(tracker.table.addressOf(connection, point.side === 'client')[3]).toBe(ROUTER);
      }
    },
  );
});

describe('the kernel’s recordings', () => {
  it('are never said to be made at the other end', async () => {
    let known = 0;
    for (const name of recordingNames())
      for (const at of CAPTURE_POINTS) {
        const recording = readRecording(name);
        const inputs = [
          ['pcap', recording.capture(at)] as const,
          ...PRINTS.map((print) => ['text', recording.print(at, print)] as const),
        ];
        for (const [format, bytes] of inputs)
          for (const point of await points(bytes, format)) {
            if (point === null) continue;
            known++;
            expect(point.side, `${name} ${at}`).toBe(at);
          }
      }
    expect(known).toBeGreaterThan(0);
  }, 120_000);

  it.each(['any_device', 'any_device_reset'])(
    '%s: the server’s are known by `In`, `Out` and the hop limit',
    async (name) => {
      const recording = readRecording(name);
      for (const point of await points(recording.capture('server'), 'pcap'))
        expect(point).toEqual({ side: 'server', by: 'machine' });
      for (const point of await points(recording.print('server', 'nv'), 'text'))
        expect(point).toEqual({ side: 'server', by: 'machine' });
      // One network, both hop limits whole, no marks: nothing tells.
      expect(await points(recording.capture('client'), 'pcap')).toContain(null);
    },
  );
});

describe('signs that do not suffice', () => {
  const line = (time: string, mark: string, rest: string) =>
    `12:00:0${time} eth0  ${mark} IP ${rest}, length 0`;
  const text = (...lines: string[]) => points(new TextEncoder().encode(`${lines.join('\n')}\n`), 'text');
  const syn = '192.0.2.1.40000 > 198.51.100.2.80: Flags [S], seq 1, win 100';
  const synAck = '198.51.100.2.80 > 192.0.2.1.40000: Flags [S.], seq 7, ack 2, win 100';

  it('an answer that takes milliseconds, which a gateway that rewrites addresses would pass on', async () => {
    expect(await text(line('0.000000', 'In ', syn), line('0.012000', 'Out', synAck))).toEqual([null]);
    expect(await text(line('0.000000', 'In ', syn), line('0.000050', 'Out', synAck))).toEqual([
      { side: 'server', by: 'machine' },
    ]);
  });

  it('a SYN that comes in and is not answered: a router may be dropping it', async () => {
    expect(await text(line('0.000000', 'In ', syn), line('1.000000', 'In ', syn))).toEqual([null]);
  });
});

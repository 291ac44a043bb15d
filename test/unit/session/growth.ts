import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { packet, pcapHeader } from '../capture/build-pcap';
import { Pcapng } from '../capture/build-pcapng';

/**
 * A program of its own, so that its processor time and its memory are its own. For each dimension in which a capture can
 * be large it prints what `size` and `FACTOR` times as much cost, as a line of JSON. Started by growth.test.ts.
 */
export const FACTOR = 8;

const SERVER = 0xc6336402;
const text = (lines: Iterable<string>): Uint8Array => new Uint8Array(Buffer.from([...lines].join('\n')));
const list = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const clock = (at: number): string =>
  `12:${String(Math.floor(at / 60_000) % 60).padStart(2, '0')}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}.${String(at % 1000).padStart(3, '0')}000`;

interface Tcp {
  readonly client: number;
  readonly fromClient?: boolean;
  readonly flags: number;
  readonly seq: number;
  readonly ack?: number;
  readonly length?: number;
}

/** An IPv4 packet (link type 101, RAW) of a client's port and address made of its number. */
function ip({ client, fromClient = true, flags, seq, ack = 0, length = 0 }: Tcp): Uint8Array {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  const address = 0x0a000000 + Math.floor(client / 50_000);
  const port = 1024 + (client % 50_000);
  view.setUint16(0, 0x4500);
  view.setUint16(2, 40 + length);
  view.setUint16(8, 0x4006);
  view.setUint32(12, fromClient ? address : SERVER);
  view.setUint32(16, fromClient ? SERVER : address);
  view.setUint16(20, fromClient ? port : 80);
  view.setUint16(22, fromClient ? 80 : port);
  view.setUint32(24, seq);
  view.setUint32(28, ack);
  view.setUint16(32, 0x5000 | flags);
  view.setUint16(34, 60_000);
  return bytes;
}

function pcap(segments: readonly Tcp[]): Uint8Array {
  const packets = segments.map((segment, at) => {
    const data = ip(segment);
    const original = 40 + (segment.length ?? 0);
    return packet({
      seconds: 1_700_000_000 + Math.floor(at / 100),
      fraction: (at % 100) * 10_000,
      data,
      original,
    });
  });
  return new Uint8Array(Buffer.concat([pcapHeader({ link: 101 }), ...packets]));
}

const opening = (client: number): Tcp[] => [
  { client, flags: 0x02, seq: 100 },
  { client, fromClient: false, flags: 0x12, seq: 500, ack: 101 },
  { client, flags: 0x10, seq: 101, ack: 501 },
];
const halfClosing = (client: number): Tcp[] => [
  { client, flags: 0x11, seq: 101, ack: 501 },
  { client, fromClient: false, flags: 0x10, seq: 501, ack: 102 },
];
const printed = (at: number, host: string, rest: string): string =>
  `${clock(at)} IP ${host} > 198.51.100.2.80: ${rest}`;
const syn = (at: number, host: string): string => printed(at, host, `Flags [S], seq ${at}, win 1, length 0`);
const pcapng = new Pcapng();
const joined = (blocks: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(blocks));

interface Dimension {
  readonly size: number;
  readonly input: (size: number) => Uint8Array;
  readonly filter?: (size: number) => string;
}

export const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  'empty lines': { size: 20_000, input: (n) => text([syn(0, '10.0.0.1.1'), ...list(n, () => '')]) },
  'comment lines': { size: 8000, input: (n) => text([syn(0, '10.0.0.1.1'), ...list(n, (at) => `# ${at}`)]) },
  'a line’s characters': {
    size: 60_000,
    input: (n) => text([syn(0, '10.0.0.1.1'), 'x'.repeat(n), syn(1, '10.0.0.1.2')]),
  },
  'packets of a log': {
    size: 1500,
    input: (n) =>
      text([
        syn(0, '10.0.0.1.1'),
        ...list(n, (at) =>
          printed(
            at,
            '10.0.0.1.1',
            `Flags [P.], seq ${at * 10 + 1}:${at * 10 + 11}, ack 1, win 100, length 10`,
          ),
        ),
      ]),
  },
  'lines of a packet': {
    size: 4000,
    input: (n) =>
      text([
        syn(0, '10.0.0.1.1'),
        ...list(
          n,
          (at) =>
            `\t0x${((at * 16) % 65536).toString(16).padStart(4, '0')}:  4500 0028 0001 0000 4006 0000 c000 0201  E..(`,
        ),
      ]),
  },
  'problems of a log': {
    size: 1500,
    input: (n) =>
      text([syn(0, '10.0.0.1.1'), ...list(n, (at) => printed(at, '10.0.0.1.1', 'Flags [S], seq x'))]),
  },
  'names of hosts': { size: 1000, input: (n) => text(list(n, (at) => syn(at, `host${at}.example.40000`))) },
  packets: {
    size: 5000,
    input: (n) =>
      pcap([
        ...opening(0),
        ...list(n, (at): Tcp => ({ client: 0, flags: 0x18, seq: 101 + at * 10, ack: 501, length: 10 })),
      ]),
  },
  'holes in a connection': {
    size: 2000,
    input: (n) =>
      pcap([
        ...opening(0),
        ...list(n, (at): Tcp => ({ client: 0, flags: 0x18, seq: 201 + at * 20, ack: 501, length: 10 })),
      ]),
  },
  retransmissions: {
    size: 2000,
    input: (n) =>
      pcap([
        ...opening(0),
        ...list(n, (): Tcp => ({ client: 0, flags: 0x18, seq: 101, ack: 501, length: 10 })),
      ]),
  },
  connections: {
    size: 700,
    input: (n) =>
      pcap(
        list(n, (client) => [
          ...opening(client),
          ...halfClosing(client),
          { client, fromClient: false, flags: 0x11, seq: 501, ack: 102 },
          { client, flags: 0x10, seq: 102, ack: 502 },
        ]).flat(),
      ),
  },
  'connections of one packet': {
    size: 8000,
    input: (n) => pcap(list(n, (client) => ({ client, flags: 0x02, seq: 100 }))),
  },
  'stray packets': {
    size: 2000,
    input: (n) => pcap(list(n, (client) => ({ client, flags: 0x10, seq: 100, ack: 7 }))),
  },
  'connections of one port': {
    size: 2000,
    input: (n) => pcap(list(n, (at) => ({ client: 0, flags: 0x02, seq: at * 1_000_003 }))),
  },
  findings: {
    size: 400,
    input: (n) =>
      pcap([
        ...list(n, opening).flat(),
        ...list(n, halfClosing).flat(),
        ...list(200, (at): Tcp => ({ client: n, flags: 0x02, seq: at })),
      ]),
  },
  interfaces: {
    size: 5000,
    input: (n) =>
      joined([
        pcapng.section(),
        ...list(n, () => pcapng.interface(101)),
        ...list(200, (at) => pcapng.enhanced(at % n, BigInt(at), ip({ client: at, flags: 0x02, seq: 1 }))),
      ]),
  },
  comments: {
    size: 1500,
    input: (n) =>
      joined([
        pcapng.section(),
        pcapng.interface(101),
        ...list(n, (at) =>
          pcapng.enhanced(
            0,
            BigInt(at),
            ip({ client: 1, flags: 0x10, seq: 1, ack: 1 }),
            pcapng.option(1, new Uint8Array(Buffer.from(`comment ${at}`))),
          ),
        ),
      ]),
  },
  'terms of a filter': {
    size: 500,
    input: () => pcap(list(20, (client) => ({ client, flags: 0x02, seq: 1 }))),
    filter: (n) => list(n, (at) => `port:${at + 1}`).join(' or '),
  },
};

/** Everything that a person who opens the capture would make it do. */
async function use(
  { input, filter }: Dimension,
  size: number,
): Promise<{ milliseconds: number; bytes: number }> {
  const source = new MemorySource('input', input(size));
  const wanted = filter?.(size) ?? 'stuck or port:80 syn';
  const before = held();
  const began = process.cpuUsage();
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
  await session.load({ aborted: false }, () => {});
  const client = session.client();
  const { rows, connections } = session.summary();
  client.findings();
  client.troubledPacket();
  for (let from = 0; from < connections; from += 1000)
    client.connections({ from, to: from + 1000, sort: 'connection', descending: false, filtered: false });
  client.connections({ from: 0, to: 100, sort: 'stuck', descending: true, filtered: false });
  for (const connection of new Set([1, connections]))
    if (connection > 0) {
      client.explain({ connection });
      client.ladder({ connection, limit: 1000 });
      client.statePath({ connection });
    }
  await client.filter({ text: wanted });
  for (const from of [0, rows - 200])
    await client.rows({ from: Math.max(0, from), to: from + 200, filtered: false });
  const { user } = process.cpuUsage(began);
  const bytes = held() - before;
  session.summary();
  return { milliseconds: user / 1000, bytes };
}

function held(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What each of the named dimensions costs; once to warm up. */
export async function measure(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const dimension = DIMENSIONS[name];
    await use(dimension, dimension.size);
    const one = await use(dimension, dimension.size);
    const many = await use(dimension, dimension.size * FACTOR);
    process.stdout.write(`${JSON.stringify({ name, one, many })}\n`);
  }
}

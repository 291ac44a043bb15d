import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { join as joined, packet, pcapHeader } from '../capture/build-pcap';

const KERNEL = join(__dirname, '../../fixtures/kernel/client_closes_first');
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function search(file: Uint8Array, text: string, limit = 10) {
  const source = new MemorySource('test', new Uint8Array(file));
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
  await session.load({ aborted: false }, () => {});
  return session.client().searchPayload({ needle: bytesOf(text), limit });
}

/** Raw IPv4 (LINKTYPE_RAW, 101) with TCP and data; RFC 791, RFC 9293 section 3.1. Checksums are left zero. */
function segment(seq: number, data: string, { captured = data.length, port = 40000 } = {}): Uint8Array {
  const bytes = new Uint8Array(40 + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x45, 0]);
  view.setUint16(2, bytes.length);
  bytes.set([64, 6], 8);
  bytes.set([192, 0, 2, 1, 192, 0, 2, 2], 12);
  view.setUint16(20, port);
  view.setUint16(22, 8000);
  view.setUint32(24, seq);
  bytes.set([0x50, 0x18], 32);
  view.setUint16(34, 1000);
  bytes.set(bytesOf(data), 40);
  return packet({ data: bytes.subarray(0, 40 + captured), original: bytes.length });
}

const pcap = (...packets: Uint8Array[]) => joined(pcapHeader({ link: 101 }), ...packets);

// tshark -Y 'tcp contains "..."': request is in packet 4, reply in 6.
it.each([
  ['request', 'client', 4],
  ['reply', 'server', 6],
  ['e', 'client', 4],
])('%s is found where tshark finds it', async (text, from, number) => {
  const { hits, unread } = await search(readFileSync(join(KERNEL, 'server.pcap')), text);
  expect(hits[0]).toMatchObject({ connection: 1, from, packet: number });
  expect(unread).toBe(0);
});

it('what nothing carries is not found, and how much was looked at is told', async () => {
  const { hits, searched } = await search(readFileSync(join(KERNEL, 'server.pcap')), 'nothing like it');
  expect({ hits, searched }).toEqual({ hits: [], searched: 2 });
});

it('bytes across the border of two segments in order are found', async () => {
  const { hits } = await search(pcap(segment(1, 'x-request-id: 4f'), segment(17, '21ab')), 'id: 4f21a');
  expect(hits).toMatchObject([{ connection: 1, packet: 2 }]);
});

it('and over three, byte by byte', async () => {
  const { hits } = await search(pcap(segment(1, 'a'), segment(2, 'b'), segment(3, 'c')), 'abc');
  expect(hits).toMatchObject([{ packet: 3 }]);
});

it.each([
  ['that do not follow one another', pcap(segment(1, 'GE'), segment(9, 'T '))],
  ['of two connections', pcap(segment(1, 'GE'), segment(3, 'T ', { port: 40001 }))],
])('bytes of segments %s are not taken together', async (_, file) => {
  expect((await search(file, 'GET')).hits).toEqual([]);
});

it('data that was cut is counted, and nothing is joined to it', async () => {
  const answer = await search(pcap(segment(1, 'GE and more', { captured: 2 }), segment(12, 'T ')), 'GET');
  expect(answer).toMatchObject({ hits: [], searched: 2, unread: 1 });
});

it('a log without dumped bytes holds no data', async () => {
  const answer = await search(readFileSync(join(KERNEL, 'server.n.txt')), 'request');
  expect(answer).toMatchObject({ hits: [], searched: 2, unread: 2 });
});

it('a direction is told once, and the limit holds', async () => {
  const all = [1, 2, 3].map((at) => segment(at, 'a', { port: 40000 + (at % 2) }));
  expect((await search(pcap(...all), 'a')).hits).toHaveLength(2);
  expect(await search(pcap(...all), 'a', 1)).toMatchObject({ full: true, hits: [{ connection: 1 }] });
});

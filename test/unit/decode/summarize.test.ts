import { expect, test } from 'vitest';
import { decodeFrame, PacketKind, Segment, summarizeFrame } from '../../../src/core/decode';
import { frameOf, framesOf } from './capture-fixture';

const info = (name: string, packet: number): string => {
  const { from, to, info: text } = summarizeFrame(framesOf(name)[packet - 1]);
  return `${from} > ${to}: ${text}`;
};

test.each([
  ['ipv4-cases', 5, '192.0.2.1 > 198.51.100.2: TCP fragment of id 0x004d, offset 1480, length 1480'],
  ['ipv4-cases', 14, '192.0.2.1:5000 > 198.51.100.2:53: UDP, length 7'],
  ['ipv4-cases', 16, '192.0.2.1 > 198.51.100.2: ICMP Echo request, id 7, seq 1'],
  [
    'ipv4-cases',
    17,
    '198.51.100.2 > 192.0.2.1: ICMP Destination unreachable (port unreachable) for TCP 192.0.2.1:33482 > 198.51.100.2:8000',
  ],
  [
    'ipv4-cases',
    18,
    '198.51.100.2 > 192.0.2.1: ICMP Time exceeded (TTL exceeded in transit) for TCP 192.0.2.1:33482 > 198.51.100.2:8000',
  ],
  ['ipv4-cases', 19, '192.0.2.1 > 198.51.100.2: IGMP, length 8'],
  ['ipv4-cases', 20, '192.0.2.1 > 198.51.100.2: OSPF, length 24'],
  ['ipv4-cases', 21, '192.0.2.1 > 198.51.100.2: IP protocol 200, length 24'],
  ['ipv4-cases', 22, '192.0.2.1 > 198.51.100.2: ARP, Request who-has 198.51.100.2 tell 192.0.2.1'],
  ['ipv4-cases', 23, '198.51.100.2 > 192.0.2.1: ARP, Reply 198.51.100.2 is-at 02:00:00:00:00:02'],
  ['ipv4-cases', 24, '02:00:00:00:00:01 > 02:00:00:00:00:02: LLDP, length 9'],
  ['ipv4-cases', 25, '02:00:00:00:00:01 > 02:00:00:00:00:02: STP, length 35'],
  ['ipv4-cases', 26, '02:00:00:00:00:01 > 02:00:00:00:00:02: Ethertype 0x1234, length 13'],
  ['ipv6-extensions', 12, '2001:db8::1 > 2001:db8:1::443: ESP, length 40'],
  ['wifi', 8, ' > : 802.11 Beacon, length 18'],
  ['wifi', 9, ' > : 802.11 encrypted data, length 72'],
  ['malformed', 7, '192.0.2.1 > 198.51.100.2: malformed IPv4 header'],
  ['unsupported', 1, ' > : link type 147 (USER0) is not decoded here'],
])('%s packet %i', (name, packet, expected) => {
  expect(info(name, packet)).toBe(expected);
});

test('a packet in packets in packets ends somewhere', () => {
  const level = [0x45, 0, 0, 0, 0, 0, 0, 0, 64, 4, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2];
  const bytes = Uint8Array.from(Array(3000).fill(level).flat());
  const frame = frameOf(bytes, 101);
  const segment = new Segment();
  decodeFrame(frame, segment);
  expect(segment.kind).toBe(PacketKind.other);
  expect(summarizeFrame(frame).info).toMatch(/^Nested too deep, length \d+$/);
});

test('a fragment inside a tunnel shows no port of the tunnel', () => {
  const [frame] = framesOf('vxlan');
  const bytes = frame.bytes.slice(frame.start, frame.end);
  // The inner IPv4 header begins at byte 64: fragment offset 8.
  bytes.set([0, 1], 64 + 6);
  expect(summarizeFrame(frameOf(bytes, 1))).toEqual({
    from: '192.0.2.1',
    to: '198.51.100.2',
    protocol: 'TCP',
    info: 'TCP fragment of id 0x1234, offset 8, length 40',
  });
});

import { describe, expect, it } from 'vitest';
import { Frame } from '../../../src/core/decode';
import { AddressBook, anonymisedFrame } from '../../../src/core/export';
import { checksumsOf, internetSum } from './read-back';

const ETHERNET = 1;
const [CLIENT, SERVER, ROUTER] = [
  [203, 0, 113, 77],
  [198, 51, 100, 88],
  [192, 0, 2, 254],
];
const CLIENT6 = [0x2a, 2, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0x3e, 0x22, 0xfb, 0xff, 0xfe, 0xaa, 0xbb, 0xcc];
const SERVER6 = [0x2a, 0, 0xde, 0xad, 0xbe, 0xef, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x77];
const two = (value: number) => [value >>> 8, value & 0xff];
const checksum = (bytes: readonly number[], initial = 0) => 0xffff - internetSum(Buffer.from(bytes), initial);

/** RFC 791, with its checksum. */
function ipv4(from: number[], to: number[], protocol: number, data: number[]): number[] {
  const head = [0x45, 0, ...two(20 + data.length), 0, 1, 0, 0, 64, protocol, 0, 0, ...from, ...to];
  head.splice(10, 2, ...two(checksum(head)));
  return [...head, ...data];
}

/** RFC 9293, with its checksum over IPv4's pseudo-header. */
function tcp(payload: number[]): number[] {
  const ports = [0x9c, 0x40, 0x1f, 0x40];
  const head = [...ports, 0, 0, 3, 0xe8, 0, 0, 0x13, 0x88, 0x50, 0x18, 3, 0xe8, 0, 0, 0, 0];
  const whole = [...head, ...payload];
  const pseudo = internetSum(Buffer.from([...CLIENT, ...SERVER, 0, 6, ...two(whole.length)]));
  whole.splice(16, 2, ...two(checksum(whole, pseudo)));
  return whole;
}

const ethernet = (type: number, data: number[]) => [
  2,
  0,
  0,
  0,
  0,
  1,
  2,
  0,
  0,
  0,
  0,
  2,
  ...two(type),
  ...data,
];
const SEGMENT = ethernet(0x800, ipv4(CLIENT, SERVER, 6, tcp([...Buffer.from('secret')])));

function anonymised(bytes: readonly number[], captured = bytes.length): Buffer {
  const frame = new Frame();
  Object.assign(frame, { bytes: Uint8Array.from(bytes).subarray(0, captured), start: 0, end: captured });
  Object.assign(frame, { originalLength: bytes.length, linkType: ETHERNET, fcsLength: 0 });
  return Buffer.from(anonymisedFrame(frame, new AddressBook()) ?? []);
}

describe('checksums of an anonymised frame', () => {
  const [IP_SUM, TCP_SUM] = [24, 50];
  const withSum = (at: number, sum: number) => anonymised(SEGMENT.toSpliced(at, 2, ...two(sum)));

  it('those that were right are right', () => {
    expect(checksumsOf(anonymised(SEGMENT))).toEqual({ ip: true, tcp: true });
  });

  it.each([IP_SUM, TCP_SUM])('0 at %i, which a card was to fill in, stays 0', (at) => {
    expect(withSum(at, 0).readUInt16BE(at)).toBe(0);
  });

  it('a wrong one stays wrong, and is the same whatever it was', () => {
    const [first, second] = [0x1234, 0x4321].map((sum) => withSum(TCP_SUM, sum));
    expect(checksumsOf(first)).toEqual({ ip: true, tcp: false });
    expect(first).toEqual(second);
    const [third, fourth] = [0x1234, 0x4321].map((sum) => withSum(IP_SUM, sum));
    expect(checksumsOf(third)).toEqual({ ip: false, tcp: true });
    expect(third).toEqual(fourth);
  });
});

describe('what an anonymised ICMP error quotes', () => {
  const icmp = (type: number, quoted: number[]) => [type, 1, 0, 0, 0, 0, 0, 0, ...quoted];
  const quoted4 = SEGMENT.slice(14);
  const error4 = ethernet(0x800, ipv4(ROUTER, CLIENT, 1, icmp(3, quoted4)));
  const quoted6 = [0x60, 0, 0, 0, 0, 20, 6, 64, ...CLIENT6, ...SERVER6, ...tcp([]).slice(0, 20)];
  const error6 = (quoted: number[]) => {
    const message = icmp(1, quoted);
    return ethernet(0x86dd, [
      0x60,
      0,
      0,
      0,
      ...two(message.length),
      58,
      64,
      ...SERVER6,
      ...CLIENT6,
      ...message,
    ]);
  };

  it('no checksum of the packet, which would tell of its payload', () => {
    const quotedAt = 14 + 20 + 8;
    const data = anonymised(error4);
    expect(data.readUInt16BE(quotedAt + 20)).toBe(40_000);
    expect(data.readUInt16BE(quotedAt + 36)).toBe(0);
    expect(internetSum(data.subarray(quotedAt, quotedAt + 20))).toBe(0xffff);
  });

  it.each(Array.from({ length: 41 }, (_, cut) => cut))('IPv4, %i bytes of it: no address', (cut) => {
    for (const data of [
      anonymised(error4, 42 + cut),
      anonymised(ethernet(0x800, ipv4(ROUTER, CLIENT, 1, icmp(3, quoted4.slice(0, cut))))),
    ])
      for (const address of [CLIENT, SERVER, ROUTER])
        expect(data.includes(Buffer.from(address.slice(0, 3)))).toBe(false);
  });

  it.each(Array.from({ length: 61 }, (_, cut) => cut))('IPv6, %i bytes of it: no address', (cut) => {
    for (const data of [anonymised(error6(quoted6), 62 + cut), anonymised(error6(quoted6.slice(0, cut)))])
      for (const address of [CLIENT6, SERVER6])
        for (const part of [address.slice(0, 4), address.slice(12)])
          expect(data.includes(Buffer.from(part))).toBe(false);
  });
});

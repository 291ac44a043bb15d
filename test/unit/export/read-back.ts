import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A packet as libpcap would hand it over; read here without the product's own readers. */
export interface ReadPacket {
  readonly time: bigint;
  readonly original: number;
  readonly data: Buffer;
}

/** pcap, little-endian or big-endian, micro- or nanoseconds (draft-ietf-opsawg-pcap): times in nanoseconds. */
export function readPcap(bytes: Buffer): { readonly link: number; readonly packets: ReadPacket[] } {
  const magic = bytes.readUInt32LE(0);
  const little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  const u32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const unit = u32(0) === 0xa1b23c4d ? 1n : 1000n;
  const packets: ReadPacket[] = [];
  for (let at = 24; at + 16 <= bytes.length; ) {
    const captured = u32(at + 8);
    const time = BigInt(u32(at)) * 1_000_000_000n + BigInt(u32(at + 4)) * unit;
    packets.push({ time, original: u32(at + 12), data: bytes.subarray(at + 16, at + 16 + captured) });
    at += 16 + captured;
  }
  return { link: u32(20), packets };
}

export const fixture = (path: string): Buffer => {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

/** The sum of RFC 1071 over some bytes, folded; 0xffff over data with a right checksum in it. */
export function internetSum(bytes: Buffer, initial = 0): number {
  let sum = initial;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at] << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

/** Where the IPv4 header of an Ethernet frame begins. */
const IPV4 = 14;

/** Of an Ethernet frame with IPv4 and TCP: whether both checksums are right, with zeros for what was not captured. */
export function checksumsOf(data: Buffer): { readonly ip: boolean; readonly tcp: boolean } {
  const headerEnd = IPV4 + (data[IPV4] & 15) * 4;
  const length = data.readUInt16BE(IPV4 + 2) - (headerEnd - IPV4);
  const segment = Buffer.concat([data.subarray(headerEnd), Buffer.alloc(length)]).subarray(0, length);
  const addresses = internetSum(data.subarray(IPV4 + 12, IPV4 + 20));
  return {
    ip: internetSum(data.subarray(IPV4, headerEnd)) === 0xffff,
    tcp: internetSum(segment, addresses + 6 + length) === 0xffff,
  };
}

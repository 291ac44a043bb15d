import { u16be } from '../../bytes';
import { AddressFamily } from '../../tcp';
import { Checksum } from '../segment';
import type { Walk } from '../walk';

const TCP = 6;
const CHECKSUM_AT = 16;
/** Where the addresses of IPv4 and IPv6 begin and end in the header. */
const IPV4_ADDRESSES = [12, 20] as const;
const IPV6_ADDRESSES = [8, 40] as const;

/**
 * Whether the checksum of the TCP header at `at` is the bare sum of addresses, protocol and length, which Linux leaves
 * there for the card to go on from (CHECKSUM_PARTIAL, linux/skbuff.h). One whole checksum in 65,536 looks like it.
 */
export function checksumLeft(walk: Walk, at: number): Checksum {
  if (walk.networkAt < 0 || walk.addressesReplaced) return Checksum.unknown;
  const isIpv4 = walk.segment.family === AddressFamily.ipv4;
  const [from, to] = isIpv4 ? IPV4_ADDRESSES : IPV6_ADDRESSES;
  const length = walk.wireEnd - at;
  let sum = TCP + (length & 0xffff) + (length >>> 16);
  for (let word = from; word < to; word += 2) sum += u16be(walk.bytes, walk.networkAt + word);
  sum = (sum & 0xffff) + (sum >>> 16);
  sum = (sum & 0xffff) + (sum >>> 16);
  return u16be(walk.bytes, at + CHECKSUM_AT) === sum ? Checksum.unset : Checksum.whole;
}

import { i32be, u16be } from '../../bytes';
import { AddressFamily } from '../../tcp';
import { ipProtocolStep } from '../names/ip-protocols';
import type { Step } from '../step';
import type { Walk } from '../walk';
import { describeIpv6 } from './ipv6-fields';

export const IPV6_HEADER = 40;

/** IPv6 header, RFC 8200 section 3. */
export function ipv6(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < IPV6_HEADER) return walk.short('IPv6', at, IPV6_HEADER);
  if (bytes[at] >>> 4 !== 6) return notIpv6(walk, at);
  readAddresses(walk, at);
  if (walk.sink !== null) describeIpv6(walk, walk.sink, at);
  const payloadLength = u16be(bytes, at + 4);
  // 0: a jumbogram, whose length comes with the hop-by-hop options, or segmentation left to the network card.
  if (payloadLength !== 0) walk.bound(at + IPV6_HEADER + payloadLength);
  walk.ipProtocol = bytes[at + 6];
  walk.firstFragment = false;
  return walk.go(ipProtocolStep(walk.ipProtocol), at + IPV6_HEADER);
}

function readAddresses(walk: Walk, at: number): void {
  const segment = walk.segment;
  const bytes = walk.bytes;
  segment.family = AddressFamily.ipv6;
  segment.source0 = i32be(bytes, at + 8);
  segment.source1 = i32be(bytes, at + 12);
  segment.source2 = i32be(bytes, at + 16);
  segment.source3 = i32be(bytes, at + 20);
  segment.destination0 = i32be(bytes, at + 24);
  segment.destination1 = i32be(bytes, at + 28);
  segment.destination2 = i32be(bytes, at + 32);
  segment.destination3 = i32be(bytes, at + 36);
  segment.hopLimit = bytes[at + 7];
  segment.ipId = -1;
  // Ports read so far are those of a tunnel around this packet.
  segment.sourcePort = segment.destinationPort = 0;
  walk.networkAt = walk.headerAt = at;
  walk.finalDestinationAt = -1;
  walk.addressesReplaced = false;
}

function notIpv6(walk: Walk, at: number): Step {
  const version = walk.bytes[at] >>> 4;
  walk.sink?.layer('IPv6', at, at + 1);
  walk.sink?.field('Version', String(version), at, at + 1, 'contradicts the header before it');
  return walk.malformed('IPv6', at);
}

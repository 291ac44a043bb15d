import { i32be, u16be } from '../../bytes';
import { AddressFamily } from '../../tcp';
import { ipProtocolStep } from '../names/ip-protocols';
import { PacketKind } from '../segment';
import type { Step } from '../step';
import type { Walk } from '../walk';
import { describeIpv4 } from './ipv4-fields';

const FIXED_HEADER = 20;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;

/** IPv4 header, RFC 791 section 3.1. Its total length, not the frame's, says where the payload ends. */
export function ipv4(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < FIXED_HEADER) return walk.short('IPv4', at, FIXED_HEADER);
  const headerLength = (bytes[at] & 0x0f) << 2;
  const totalLength = u16be(bytes, at + 2);
  if (bytes[at] >>> 4 !== 4) return notIpv4(walk, at);
  readAddresses(walk, at);
  if (walk.sink !== null) describeIpv4(walk, walk.sink, at);
  if (headerLength < FIXED_HEADER) return walk.malformed('IPv4', at + FIXED_HEADER);
  // 0: segmentation was left to the network card (or the packet is "BIG TCP"); the frame's own length counts.
  if (totalLength !== 0) {
    if (totalLength < headerLength) return walk.malformed('IPv4', at + FIXED_HEADER);
    walk.bound(at + totalLength);
  }
  const payload = at + headerLength;
  if (payload > walk.limit) {
    walk.named = 'IPv4';
    return walk.finish(payload > walk.wireEnd ? PacketKind.malformed : PacketKind.truncated, walk.limit);
  }
  return enterPayload(walk, at, payload);
}

function enterPayload(walk: Walk, at: number, payload: number): Step {
  const bytes = walk.bytes;
  const protocol = bytes[at + 9];
  const fragment = u16be(bytes, at + 6);
  walk.ipProtocol = protocol;
  walk.firstFragment = false;
  if ((fragment & (MORE_FRAGMENTS | OFFSET_MASK)) !== 0) {
    walk.fragmentId = u16be(bytes, at + 4);
    walk.fragmentOffset = (fragment & OFFSET_MASK) << 3;
    if (walk.fragmentOffset !== 0) return walk.finish(PacketKind.fragment, payload);
    walk.firstFragment = true;
  }
  return walk.go(ipProtocolStep(protocol), payload);
}

function readAddresses(walk: Walk, at: number): void {
  const segment = walk.segment;
  const bytes = walk.bytes;
  segment.family = AddressFamily.ipv4;
  segment.source0 = segment.source1 = segment.source2 = 0;
  segment.source3 = i32be(bytes, at + 12);
  segment.destination0 = segment.destination1 = segment.destination2 = 0;
  segment.destination3 = i32be(bytes, at + 16);
  segment.hopLimit = bytes[at + 8];
  segment.ipId = u16be(bytes, at + 4);
  // Ports read so far are those of a tunnel around this packet.
  segment.sourcePort = segment.destinationPort = 0;
  walk.networkAt = walk.headerAt = at;
  walk.finalDestinationAt = -1;
  walk.addressesReplaced = false;
}

function notIpv4(walk: Walk, at: number): Step {
  const version = walk.bytes[at] >>> 4;
  walk.sink?.layer('IPv4', at, at + 1);
  walk.sink?.field('Version', String(version), at, at + 1, 'contradicts the header before it');
  return walk.malformed('IPv4', at);
}

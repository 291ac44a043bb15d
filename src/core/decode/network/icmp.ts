import { PacketKind } from '../segment';
import type { Step } from '../step';
import type { Walk } from '../walk';
import { describeArp, describeIcmp } from './icmp-fields';

const HEADER = 8;
const ARP_HEADER = 8;

/** ICMP, RFC 792. */
export function icmp(walk: Walk): Step {
  return message(walk, 'ICMP', 4);
}

/** ICMPv6, RFC 4443. */
export function icmpv6(walk: Walk): Step {
  return message(walk, 'ICMPv6', 6);
}

/** What an error message quotes is told in `segment.quoted`: it belongs to that segment's connection. */
function message(walk: Walk, name: 'ICMP' | 'ICMPv6', version: 4 | 6): Step {
  const at = walk.at;
  walk.headerAt = at;
  if (walk.limit - at < 4) return walk.short(name, at, 4);
  if (walk.sink !== null) describeIcmp(walk, walk.sink, name, at);
  walk.segment.quoted.read(walk.bytes, at, walk.limit, version);
  return walk.finish(PacketKind.icmp, Math.min(at + HEADER, walk.limit));
}

/** ARP and RARP, RFC 826 and 903. */
export function arp(walk: Walk): Step {
  const at = walk.at;
  walk.headerAt = at;
  if (walk.limit - at < ARP_HEADER) return walk.short('ARP', at, ARP_HEADER);
  const size = ARP_HEADER + 2 * (walk.bytes[at + 4] + walk.bytes[at + 5]);
  if (walk.sink !== null) describeArp(walk, walk.sink, at, size);
  return walk.finish(PacketKind.arp, Math.min(at + size, walk.limit));
}

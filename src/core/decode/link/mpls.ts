import { u16be, u32be } from '../../bytes';
import { HeaderFields } from '../header-fields';
import { Step } from '../step';
import type { Walk } from '../walk';

const BOTTOM_OF_STACK = 0x100;
const MAX_LABELS = 32;

const RESERVED_LABELS = new Map<number, string>([
  [0, 'IPv4 explicit null'],
  [1, 'Router alert'],
  [2, 'IPv6 explicit null'],
  [3, 'Implicit null'],
  [7, 'Entropy label indicator'],
  [13, 'GAL'],
]);

/** MPLS label stack, RFC 3032. What follows the last label is not said; the first nibble tells IPv4 and IPv6 apart. */
export function mpls(walk: Walk): Step {
  let at = walk.at;
  const bytes = walk.bytes;
  walk.headerAt = at;
  for (let labels = 0; labels < MAX_LABELS; labels++) {
    if (walk.limit - at < 4) return walk.short('MPLS', at, 4);
    const entry = u32be(bytes, at);
    if (walk.sink !== null) describeLabel(walk, at, entry);
    at += 4;
    if ((entry & BOTTOM_OF_STACK) !== 0) return afterStack(walk, at);
  }
  return walk.malformed('MPLS', at);
}

function describeLabel(walk: Walk, at: number, entry: number): void {
  if (walk.sink === null) return;
  const label = entry >>> 12;
  const name = RESERVED_LABELS.get(label);
  new HeaderFields(walk, walk.sink, 'MPLS', at, 4)
    .text('Label', name === undefined ? String(label) : `${label} (${name})`, 0, 3)
    .text('Traffic class', String((entry >>> 9) & 7), 2, 1)
    .text('Bottom of stack', String((entry >>> 8) & 1), 2, 1)
    .text('TTL', String(entry & 255), 3, 1);
}

const ETHERTYPES_IN_PSEUDOWIRE: readonly number[] = [0x0800, 0x0806, 0x8100, 0x86dd, 0x88a8, 0x8847];

/** IP (the nibble is its version), or an Ethernet pseudowire (RFC 4448), whose control word begins with a 0 nibble. */
function afterStack(walk: Walk, at: number): Step {
  if (walk.limit - at < 1) return walk.short('MPLS payload', at, 1);
  if (ethernetAt(walk, at)) return walk.go(Step.ethernet, at);
  const nibble = walk.bytes[at] >>> 4;
  if (nibble === 4) return walk.go(Step.ipv4, at);
  if (nibble === 6) return walk.go(Step.ipv6, at);
  if (nibble === 0 && ethernetAt(walk, at + 4)) {
    if (walk.sink !== null) {
      new HeaderFields(walk, walk.sink, 'Pseudowire control word', at, 4).number('Sequence number', 2, 2);
    }
    return walk.go(Step.ethernet, at + 4);
  }
  return walk.finishNamed('MPLS', at);
}

/** An Ethernet header is recognised by what stands behind its type as well, so that an address's first nibble does not mislead. */
function ethernetAt(walk: Walk, at: number): boolean {
  if (walk.limit - at < 15) return false;
  const type = u16be(walk.bytes, at + 12);
  if (!ETHERTYPES_IN_PSEUDOWIRE.includes(type)) return false;
  const nibble = walk.bytes[at + 14] >>> 4;
  if (type === 0x0800) return nibble === 4 && (walk.bytes[at + 14] & 15) >= 5;
  return type !== 0x86dd || nibble === 6;
}

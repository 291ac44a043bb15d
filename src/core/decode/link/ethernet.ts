import { u16be } from '../../bytes';
import { etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';
import { describeEthernet, describeVlan } from './ethernet-fields';

const HEADER = 14;
/** Up to here the field is a length (IEEE 802.3 section 3.2.6); from 0x0600 an Ethertype. */
const MAX_LENGTH = 0x05dc;

/** Ethernet II or IEEE 802.3, destination, source, type or length. */
export function ethernet(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < HEADER) return walk.short('Ethernet', at, HEADER);
  walk.headerAt = at;
  if (walk.sink !== null) describeEthernet(walk, walk.sink, at);
  return typeOrLength(walk, at + 12);
}

/** One 802.1Q or 802.1ad tag: priority and VLAN, then the type or length of what it tags. */
export function vlan(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short('802.1Q', at, 4);
  if (walk.sink !== null) describeVlan(walk, walk.sink, at);
  return typeOrLength(walk, at + 2);
}

function typeOrLength(walk: Walk, at: number): Step {
  const type = u16be(walk.bytes, at);
  if (type > MAX_LENGTH) {
    walk.etherType = type;
    return walk.go(etherTypeStep(type), at + 2);
  }
  // A length of 0 is what segmentation offload leaves behind here; then the frame's own length counts.
  if (type !== 0) walk.shrink(at + 2 + type);
  return walk.go(Step.llc, at + 2);
}

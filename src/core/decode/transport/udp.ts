import { u16be } from '../../bytes';
import { PacketKind } from '../segment';
import { Step } from '../step';
import { overlayStep } from '../tunnel/overlay';
import type { Walk } from '../walk';
import { describeUdp } from './udp-fields';

const HEADER = 8;

/** UDP, RFC 768. Leads on to the overlays that are known by their ports. */
export function udp(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  const segment = walk.segment;
  walk.headerAt = at;
  if (walk.limit - at < 4) return walk.short('UDP', at, HEADER);
  segment.sourcePort = u16be(bytes, at);
  segment.destinationPort = u16be(bytes, at + 2);
  if (walk.limit - at < HEADER) return walk.short('UDP', at, HEADER);
  const length = u16be(bytes, at + 4);
  if (walk.sink !== null) describeUdp(walk, walk.sink, at);
  // 0: a jumbogram (RFC 2675 section 4) or left to segmentation offload. In a first fragment it counts all of them.
  if (length !== 0 && length < HEADER) return walk.malformed('UDP', at + HEADER);
  segment.length = (length === 0 ? walk.wireEnd - at : length) - HEADER;
  if (length !== 0) walk.shrink(at + length);
  const next = overlayStep(walk, segment.sourcePort, segment.destinationPort, at + HEADER);
  return next === Step.done ? walk.finish(PacketKind.udp, at + HEADER) : walk.go(next, at + HEADER);
}

import { walkFrame } from './decode';
import type { Frame } from './frame';
import { PacketKind, Segment } from './segment';
import { Walk } from './walk';

const NOTHING = new Uint8Array(0);
const walk = new Walk();
const segment = new Segment();

/**
 * The bytes of a frame's TCP segment behind its header, as far as they were captured: a view of the frame's own bytes,
 * empty where it carries none or is not TCP.
 */
export function payloadOf(frame: Frame): Uint8Array {
  walkFrame(walk, frame, segment, null);
  if (segment.kind !== PacketKind.tcp || walk.limit <= walk.at) return NOTHING;
  return frame.bytes.subarray(walk.at, walk.limit);
}

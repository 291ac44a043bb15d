import { seqAdd, seqBefore } from '../../bytes';
import type { Segment } from '../../decode';
import type { PacketIndex } from '../../tcp';
import type { Connection } from '../connection';
import { NEVER } from '../packet-clock';
import type { SequenceTrack } from './sequence-track';
import { isWindowFull } from './window-scale';

/**
 * The segment, plain and with a window, is the next one of its direction and acknowledges something that was seen:
 * analysis finds nothing about it. Asked before all else of nearly every segment of a capture.
 */
export function isNextOf(
  connection: Connection,
  from: SequenceTrack | null,
  to: SequenceTrack | null,
  segment: Segment,
): boolean {
  if (from === null || to === null || connection.synPacket !== NEVER) return false;
  if (!isNextNumber(from, segment) || !from.acknowledgedKnown) return false;
  if (seqBefore(to.contiguous, segment.ack)) return false;
  if (segment.length === 0) return segment.ack !== from.acknowledged;
  // One byte into a closed window is a probe; behind an acknowledgment the data would be sent again.
  return to.window !== 0 && !seqBefore(segment.seq, to.acknowledged) && !isWindowFull(to, segment);
}

/** It follows on what was seen, and nothing is missing before that. */
function isNextNumber(from: SequenceTrack, { seq }: Segment): boolean {
  return from.nextKnown && from.next === seq && from.contiguousKnown && from.contiguous === seq;
}

/** Remembers a segment of which `isNextOf` is true. */
export function noteNext(from: SequenceTrack, to: SequenceTrack, segment: Segment, index: PacketIndex): void {
  if (segment.ack !== from.acknowledged) {
    from.duplicateAcks = 0;
    from.undecidedAcks = 0;
  }
  if (segment.length > 0) {
    from.next = seqAdd(segment.seq, segment.length);
    from.contiguous = from.next;
    from.nextPacket = index;
    to.asked = true;
  }
  from.asked = false;
  from.unscaled = false;
  from.window = segment.window;
  from.acknowledged = segment.ack;
  from.packet = index;
  from.findings = 0;
}

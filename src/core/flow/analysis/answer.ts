import type { Segment } from '../../decode';
import type { PacketClock } from '../packet-clock';
import { Finding } from './analysis-ids';
import type { SequenceTrack } from './sequence-track';

/** A bare ACK without a printed number that may be a keep-alive: what answers it cannot be told either. Not a finding. */
export const UNDECIDED = 1 << 15;

/** No keep-alive or window probe comes sooner: Linux's least timer (TCP_RTO_MIN), in nanoseconds. */
const LEAST_TIMER = 200e6;
/** Nor, after something to answer, before a delayed acknowledgment must have gone out and a keep-alive's interval begins (RFC 9293 section 3.8.6.3: 0.5 s; tcp(7): 1 s). */
const LEAST_KEEP_ALIVE = 1e9;

/**
 * A bare ACK that repeats the last acknowledgment: an update of the window where that is new, else the answer to a
 * probe, else a duplicate ACK. `inOrder`: its number is known to be the next one.
 */
export function answerFindings(
  from: SequenceTrack,
  to: SequenceTrack,
  segment: Segment,
  inOrder: boolean,
  clock: PacketClock,
): number {
  if (!segment.ackKnown || !from.acknowledgedKnown || segment.ack !== from.acknowledged) return 0;
  if (inOrder) return repeatedAcknowledgment(from, to, segment);
  if (segment.seqKnown) return 0;
  const findings = isPlainlyAnAnswer(from, to, segment, clock)
    ? repeatedAcknowledgment(from, to, segment)
    : UNDECIDED;
  if ((findings & UNDECIDED) !== 0) from.undecidedAcks++;
  return findings;
}

function repeatedAcknowledgment(from: SequenceTrack, to: SequenceTrack, segment: Segment): number {
  if (segment.window !== from.window) return segment.window === 0 ? 0 : Finding['window-update'];
  if ((to.findings & UNDECIDED) !== 0) return UNDECIDED;
  if (segment.window === 0) {
    return (to.findings & Finding['zero-window-probe']) !== 0 ? Finding['zero-window-probe-ack'] : 0;
  }
  if ((to.findings & Finding['keep-alive']) !== 0) return Finding['keep-alive-ack'];
  from.duplicateAcks = Math.max(from.duplicateAcks, 0) + 1;
  return Finding['duplicate-ack'];
}

/**
 * tcpdump prints no sequence number for a bare ACK. It is the next one unless data overtook the ACK, or the ACK is a
 * keep-alive or a window probe, one below; and those are sent by timers, not as answers.
 */
function isPlainlyAnAnswer(
  from: SequenceTrack,
  to: SequenceTrack,
  segment: Segment,
  clock: PacketClock,
): boolean {
  if (!to.acknowledgedKnown || (from.nextKnown && to.acknowledged !== from.next)) return false;
  if (from.window === 0 && segment.window > 0) return true;
  const quiet = Math.min(clock.since(from.packet), clock.since(to.packet));
  // Without times only the order of the packets speaks.
  return quiet < LEAST_TIMER || (from.asked && !(quiet >= LEAST_KEEP_ALIVE));
}

import { type Seq, seqAtOrBefore, seqBefore, toSeq } from '../bytes';
import type { Segment } from '../decode';
import type { Endpoint } from './endpoint';

/** Remembers the newest timestamp that an end sent. */
export function noteTimestamp(sender: Endpoint, segment: Segment): void {
  if (!segment.timestampKnown) return;
  const value = toSeq(segment.timestampValue);
  if (sender.timestampKnown && seqBefore(value, sender.timestamp)) return;
  sender.timestamp = value;
  sender.timestampKnown = true;
}

/**
 * The segment is a copy of one that its sender sent before its newest: it holds nothing new, and acknowledges less
 * than its sender had acknowledged by then, or carries a timestamp that is no newer. `end` is one past its last number.
 */
export function isOldCopy(sender: Endpoint, segment: Segment, occupies: number, end: Seq): boolean {
  if (occupies > 0 && (!segment.seqKnown || !sender.seqKnown || seqBefore(sender.sendNext, end)))
    return false;
  if (segment.ackKnown && sender.ackKnown && seqBefore(segment.ack, sender.acked)) return true;
  if (!segment.timestampKnown || !sender.timestampKnown) return false;
  const value = toSeq(segment.timestampValue);
  // A retransmission carries the clock of the moment (RFC 7323 section 3.2), a copy that of its first time.
  return occupies > 0 ? seqAtOrBefore(value, sender.timestamp) : seqBefore(value, sender.timestamp);
}

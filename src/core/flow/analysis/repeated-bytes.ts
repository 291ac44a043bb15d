import { type Seq, seqAdd, seqDiff } from '../../bytes';
import type { Segment } from '../../decode';
import type { Endpoint } from '../endpoint';

/**
 * Payload bytes of a segment that its sender is known to have sent before: seen, or acknowledged. A segment that
 * fills a hole of the capture is none, whether it was overtaken or sent again.
 */
export function repeatedBytes(sender: Endpoint, receiver: Endpoint, segment: Segment): number {
  if (!sender.seqKnown || !segment.seqKnown) return 0;
  const end = seqAdd(segment.seq, segment.length);
  let repeated = overlap(segment, sender.initialSeq, receiver.receiveNext, end);
  const edges = receiver.beyondHole;
  if (edges === null) return repeated;
  for (let at = 0; at < edges.length; at += 2) repeated += overlap(segment, edges[at], edges[at + 1], end);
  return repeated;
}

/** Bytes that the segment, which ends before `end`, has in common with [from, to). */
function overlap(segment: Segment, from: Seq, to: Seq, end: Seq): number {
  const first = Math.max(0, seqDiff(from, segment.seq));
  const last = segment.length - Math.max(0, seqDiff(end, to));
  return Math.max(0, last - first);
}

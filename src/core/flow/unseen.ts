import { type Seq, seqBefore, seqDiff, toSeq } from '../bytes';
import type { Endpoint } from './endpoint';

/** `receiver` acknowledges up to `ack`: what of that was never seen to be sent is missing from the capture. */
export function noteUnseen(sender: Endpoint, receiver: Endpoint, ack: Seq): void {
  const missing = seqDiff(ack, receiver.receiveNext) - heldBelow(receiver, ack);
  if (missing <= 0) return;
  if (!isFromBefore(sender)) sender.unseen += missing;
  sender.unseenFrom = receiver.receiveNext;
  sender.unseenTo = ack;
}

/** It was under way when the recording began: the first such bytes, of an end that has sent none since. */
const isFromBefore = ({ opened, finSent, bytes, unseenTo }: Endpoint): boolean =>
  !opened && !finSent && bytes === 0 && unseenTo === NONE;
const NONE = toSeq(0);

/** A segment that holds some of the bytes that were missing: it came behind its acknowledgment, or was sent again. */
export function noteLate(sender: Endpoint, from: Seq, to: Seq): void {
  const begin = seqBefore(from, sender.unseenFrom) ? sender.unseenFrom : from;
  const end = seqBefore(sender.unseenTo, to) ? sender.unseenTo : to;
  const found = seqDiff(end, begin);
  if (found > 0) sender.unseen = Math.max(0, sender.unseen - found);
}

/** Bytes beyond a hole that were seen, below `ack`. */
function heldBelow({ beyondHole }: Endpoint, ack: Seq): number {
  if (beyondHole === null) return 0;
  let held = 0;
  for (let at = 0; at < beyondHole.length; at += 2) {
    const end = seqBefore(ack, beyondHole[at + 1] as Seq) ? ack : (beyondHole[at + 1] as Seq);
    held += Math.max(0, seqDiff(end, beyondHole[at] as Seq));
  }
  return held;
}

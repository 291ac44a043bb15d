import { seqAdd, seqDiff } from '../../bytes';
import { SCALE_CUT, type Segment } from '../../decode';
import { TcpFlag } from '../../tcp';
import { type SequenceTrack, Shift } from './sequence-track';

/** RFC 7323 section 2.3: a larger shift counts as this. */
const MAXIMUM_SHIFT = 14;

/** The shift that a SYN offers; scaling is on only where both SYNs offer one (RFC 7323 section 2.2). */
export function noteScale(from: SequenceTrack, to: SequenceTrack | null, segment: Segment): void {
  from.unscaled = true;
  if (segment.windowScale === SCALE_CUT) return;
  if (segment.windowScale >= 0) from.shift = Math.min(segment.windowScale, MAXIMUM_SHIFT);
  if (from.shift === Shift.unknown) {
    from.shift = Shift.none;
    if (to !== null) to.shift = Shift.none;
  } else if ((segment.flags & TcpFlag.ACK) !== 0 && to?.shift === Shift.none) {
    from.shift = Shift.none;
  }
}

/** The segment's data reach to the edge of its peer's window. */
export function isWindowFull(to: SequenceTrack, segment: Segment): boolean {
  if (!segment.seqKnown || !to.acknowledgedKnown) return false;
  const window = scaledWindow(to);
  const left = seqDiff(seqAdd(to.acknowledged, window), segment.seq);
  return window >= 0 && left === segment.length;
}

/** Bytes of the window that it advertised last; -1 where the shift is not known. */
function scaledWindow(track: SequenceTrack): number {
  if (track.shift === Shift.unknown || track.window < 0) return -1;
  return track.unscaled || track.shift === Shift.none ? track.window : track.window << track.shift;
}

import { seqAdd, seqAtOrBefore, seqBefore, seqDiff } from '../../bytes';
import type { Segment } from '../../decode';
import { TcpFlag } from '../../tcp';
import type { Connection } from '../connection';
import type { PacketClock } from '../packet-clock';
import { Finding } from './analysis-ids';
import type { SequenceTrack } from './sequence-track';

const FAST = Finding.retransmission | Finding['fast-retransmission'];
const SPURIOUS = Finding.retransmission | Finding['spurious-retransmission'];
/** "We saw the last acknowledgment less than 20 ms ago", in nanoseconds. */
const FAST_RETRANSMISSION = 20e6;
/** How late a segment may be to count as reordered where the handshake gave no round-trip time: 3 ms. */
const DEFAULT_ROUND_TRIP = 3e6;

/**
 * A segment with data, SYN or FIN that does not go beyond what was seen: sent again, or overtaken. Which of them is
 * a question of time; without times it stays open, and nothing is said. `findings`: what was found of it so far.
 */
export function classifyRepetition(
  connection: Connection,
  from: SequenceTrack,
  to: SequenceTrack,
  segment: Segment,
  findings: number,
  clock: PacketClock,
): number {
  if ((findings & Finding['keep-alive']) !== 0) return 0;
  if (isSpurious(to, segment)) return SPURIOUS;
  if (!from.nextKnown || !seqBefore(segment.seq, from.next)) return 0;
  // Behind a window probe whose byte was not taken, the same byte comes with more.
  if (segment.length > 1 && seqDiff(from.next, segment.seq) === 1) return 0;
  const sinceAnswer = clock.since(to.packet);
  const promptly = sinceAnswer >= 0 && sinceAnswer < FAST_RETRANSMISSION;
  if (promptly && isAskedFor(to, segment, to.duplicateAcks)) return FAST;
  if (!mayBeOvertaken(from, segment)) return Finding.retransmission;
  const late = clock.since(from.nextPacket);
  const threshold = connection.initialRoundTrip > 0 ? connection.initialRoundTrip : DEFAULT_ROUND_TRIP;
  if (!Number.isNaN(late) && !(late >= 0 && late < threshold)) return Finding.retransmission;
  const perhapsFast = promptly && isAskedFor(to, segment, to.duplicateAcks + to.undecidedAcks);
  return Number.isNaN(late) || perhapsFast ? 0 : Finding['out-of-order'];
}

/** All of its data were acknowledged already. */
function isSpurious(to: SequenceTrack, segment: Segment): boolean {
  return (
    segment.length > 0 &&
    to.acknowledgedKnown &&
    seqAtOrBefore(seqAdd(segment.seq, segment.length), to.acknowledged)
  );
}

/** Two duplicate ACKs at least ask for just this segment. */
function isAskedFor(to: SequenceTrack, segment: Segment, duplicateAcks: number): boolean {
  return duplicateAcks >= 2 && to.acknowledgedKnown && to.acknowledged === segment.seq;
}

/** It does not end where the highest segment ended, as that one sent again would. */
function mayBeOvertaken(from: SequenceTrack, segment: Segment): boolean {
  const control = (segment.flags & (TcpFlag.SYN | TcpFlag.FIN)) !== 0 ? 1 : 0;
  return seqAdd(segment.seq, segment.length + control) !== from.next;
}

import { seqAdd, seqBefore, seqDiff } from '../../bytes';
import type { Segment } from '../../decode';
import { type PacketIndex, TcpFlag } from '../../tcp';
import type { Connection } from '../connection';
import type { Endpoint } from '../endpoint';
import { NEVER, type PacketClock } from '../packet-clock';
import { Finding } from './analysis-ids';
import { answerFindings, UNDECIDED } from './answer';
import { repeatedBytes } from './repeated-bytes';
import { classifyRepetition } from './repetition';
import { SequenceTrack } from './sequence-track';
import { isWindowFull, noteScale } from './window-scale';

const { SYN, FIN, RST, ACK } = TcpFlag;
const CONTROL = SYN | FIN | RST;
/** It does not go beyond what was seen. */
const AGAIN = Finding.retransmission | Finding['out-of-order'];
/** Stands for a direction of which nothing was seen. Never written to; frozen it would be of another shape. */
const UNSEEN = new SequenceTrack();

/**
 * Sequence analysis by Wireshark's definitions (User's Guide, "TCP Analysis"; where that is silent, what tshark 4.0
 * does with a capture). One pass; two small tracks a connection; nothing is allocated per packet. What a text log
 * does not show (the sequence number of a bare ACK) is not guessed: what depends on it is left out.
 */
export class SequenceAnalysis {
  constructor(private readonly clock: PacketClock) {}

  /** The findings of packet `index`, where the clock stands, as bits. `reopens`: it opens a new connection on ports that were used before. */
  analyze(
    connection: Connection,
    sender: Endpoint,
    receiver: Endpoint,
    segment: Segment,
    index: PacketIndex,
    reopens: boolean,
  ): number {
    if (!segment.flagsKnown) return 0;
    const { clock } = this;
    sender.track ??= newTrack(receiver);
    const from = sender.track;
    const to = receiver.track ?? UNSEEN;
    const reused = (segment.flags & SYN) !== 0 ? reusedPorts(sender, from, segment, reopens) : 0;
    let findings = reused;
    if (isReadable(connection, segment)) {
      findings |= findingsOf(connection, from, to, segment, clock);
      if ((findings & AGAIN) !== 0) from.retransmittedBytes += repeatedBytes(sender, receiver, segment);
      remember(from, to, segment, findings, index);
    } else {
      if (segment.windowKnown) findings |= closedWindow(segment);
      forget(from, segment, index);
    }
    if ((segment.flags & SYN) !== 0) noteScale(from, receiver.track, segment);
    else if ((segment.flags & ACK) !== 0) from.unscaled = false;
    noteRoundTrip(connection, segment, clock);
    return findings & ~UNDECIDED;
  }
}

/** A SYN without the option turns scaling off both ways, also for a peer that has not sent yet. */
function newTrack(receiver: Endpoint): SequenceTrack {
  const track = new SequenceTrack();
  if (receiver.track !== null && receiver.track.shift < 0) track.shift = receiver.track.shift;
  return track;
}

/**
 * A SYN opens another connection of the same ports, or a SYN/ACK has another number than its side began with. The
 * User's Guide speaks of SYN alone; tshark says it of both, and where only the answers were captured that is all there is.
 */
function reusedPorts(sender: Endpoint, from: SequenceTrack, segment: Segment, reopens: boolean): number {
  const begun = from.synKnown ? from.syn : sender.seqKnown ? sender.initialSeq : segment.seq;
  const other = (segment.flags & ACK) !== 0 && segment.seqKnown && segment.seq !== begun;
  from.syn = segment.seq;
  from.synKnown = segment.seqKnown;
  return reopens || other ? Finding['reused-ports'] : 0;
}

/** The length is known, and the numbers count from the same base as the connection's. */
function isReadable(connection: Connection, segment: Segment): boolean {
  return (
    segment.lengthKnown &&
    segment.windowKnown &&
    (segment.absolute === connection.absolute || !(segment.seqKnown || segment.ackKnown))
  );
}

function findingsOf(
  connection: Connection,
  from: SequenceTrack,
  to: SequenceTrack,
  segment: Segment,
  clock: PacketClock,
): number {
  // Nearly every segment is the next one: for those, little is asked.
  const inOrder = segment.seqKnown && from.nextKnown && segment.seq === from.next;
  const control = segment.flags & CONTROL;
  let findings = 0;
  if (inOrder && segment.length === 1 && to.window === 0) findings = Finding['zero-window-probe'];
  else {
    if (segment.window === 0) findings = closedWindow(segment);
    if (!inOrder) findings |= numberFindings(from, segment);
    if (control === 0) {
      if (segment.length > 0) {
        if (isWindowFull(to, segment)) findings |= Finding['window-full'];
      } else if (segment.ack === from.acknowledged)
        findings |= answerFindings(from, to, segment, inOrder, clock);
    }
  }
  if (segment.ack !== from.acknowledged || !segment.ackKnown || !from.acknowledgedKnown) {
    from.duplicateAcks = 0;
    from.undecidedAcks = 0;
  }
  if (segment.ackKnown && seqBefore(to.contiguous, segment.ack)) findings |= acknowledgesUnseen(to);
  const mayRepeat = segment.length > 0 || (control & (SYN | FIN)) !== 0;
  if (mayRepeat && segment.seqKnown && (!inOrder || seqBefore(segment.seq, to.acknowledged))) {
    findings |= classifyRepetition(connection, from, to, segment, findings, clock);
  }
  return findings;
}

function closedWindow(segment: Segment): number {
  return segment.window === 0 && (segment.flags & CONTROL) === 0 ? Finding['zero-window'] : 0;
}

/** What the segment's own number says: something before it is missing, or it is a keep-alive. */
function numberFindings(from: SequenceTrack, segment: Segment): number {
  if (!segment.seqKnown || !from.nextKnown) return 0;
  const ahead = seqDiff(segment.seq, from.next);
  if (ahead > 0) return (segment.flags & RST) === 0 ? Finding['lost-segment'] : 0;
  const keepAlive = ahead === -1 && segment.length <= 1 && (segment.flags & CONTROL) === 0;
  return keepAlive ? Finding['keep-alive'] : 0;
}

/**
 * More is acknowledged than was seen without a hole. Said once a hole: the expectation moves up to the highest
 * number seen, and a number beyond that is not spoken of again before that side's own acknowledgment moves.
 */
function acknowledgesUnseen(to: SequenceTrack): number {
  if (!to.contiguousKnown) return 0;
  if (seqBefore(to.contiguous, to.next)) {
    to.contiguous = to.next;
    return Finding['ack-lost-segment'];
  }
  const first = to.duplicateAcks === 0;
  to.duplicateAcks = -1;
  return first ? Finding['ack-lost-segment'] : 0;
}

function remember(
  from: SequenceTrack,
  to: SequenceTrack,
  segment: Segment,
  findings: number,
  index: PacketIndex,
): void {
  const control = (segment.flags & (SYN | FIN)) !== 0 ? 1 : 0;
  if (segment.seqKnown) {
    if ((findings & Finding['zero-window-probe']) === 0) advance(from, segment, control, index);
  }
  if (segment.length + control > 0 && to !== UNSEEN) to.asked = true;
  from.asked = false;
  from.window = segment.window;
  from.acknowledged = segment.ack;
  from.acknowledgedKnown = segment.ackKnown;
  from.packet = index;
  from.findings = findings;
}

/** The highest number seen, and the highest seen without a hole. */
function advance(from: SequenceTrack, segment: Segment, control: number, index: PacketIndex): void {
  const end = seqAdd(segment.seq, segment.length + control);
  if (!from.nextKnown || seqBefore(from.next, end)) {
    from.next = end;
    from.nextKnown = true;
    from.nextPacket = index;
  }
  if (!from.contiguousKnown || segment.seq === from.contiguous) {
    from.contiguous = from.next;
    from.contiguousKnown = true;
  }
}

/** A segment of unknown length or base: what comes next is not known any more. */
function forget(from: SequenceTrack, segment: Segment, index: PacketIndex): void {
  from.nextKnown = false;
  from.contiguousKnown = false;
  from.acknowledgedKnown = false;
  from.window = segment.windowKnown ? segment.window : -1;
  from.packet = index;
  from.findings = UNDECIDED;
}

/** From the newest SYN to the first segment after it that acknowledges without SYN: tshark's initial_rtt. */
function noteRoundTrip(connection: Connection, segment: Segment, clock: PacketClock): void {
  const flags = segment.flags & (SYN | ACK);
  if (flags === SYN) connection.synPacket = clock.now;
  else if (connection.synPacket !== NEVER && flags === ACK) {
    if (!(connection.initialRoundTrip > 0)) {
      connection.initialRoundTrip = clock.since(connection.synPacket);
      connection.roundTripPacket = clock.now;
    }
    if (connection.initialRoundTrip > 0) connection.synPacket = NEVER;
  }
}

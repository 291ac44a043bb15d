import { type Seq, seqAdd, seqAtOrBefore, seqBefore, seqDiff } from '../bytes';
import type { Segment } from '../decode';
import { type PacketIndex, TcpFlag } from '../tcp';
import { applyReset } from './apply-reset';
import { applySyn } from './apply-syn';
import { noteBlocked } from './blocked';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';
import type { PacketClock } from './packet-clock';
import { advertiseWindow, deliver, isBeyondWindow, proveReceived } from './receive-window';
import { isOldCopy, noteTimestamp } from './timestamps';
import { noteLate, noteUnseen } from './unseen';

/** Linux's least retransmission timeout (TCP_RTO_MIN): a copy sooner than that is the network's or the capture's doing. */
const LEAST_RETRANSMISSION_TIMEOUT = 0.2;
/** Acknowledgment of data beyond the window that were not seen to be sent: believed at once up to here. */
const UNSEEN_SLACK = 1 << 16;
/** Bytes that a filter on flags left out before a RST: with more, its acknowledgment may be any number. */
const FILTERED_AT_MOST = 1 << 26;

/**
 * Adds what a segment shows to the facts of both ends. `clock` stands at the segment's packet.
 * No state follows from the number of a bare ACK: `tcpdump -n` does not print it, and the same
 * capture must give the same states read from text.
 */
export function applySegment(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  clock: PacketClock,
): void {
  sender.packets++;
  if (!segment.flagsKnown) {
    sender.seen = true;
    if (segment.length > 0) connection.dataSeen = true;
    return;
  }
  const flags = segment.flags;
  if ((flags & TcpFlag.RST) !== 0) {
    if (!connection.plainSeen && segment.absolute === connection.absolute && knowsNumbers(receiver, segment))
      believeFiltered(sender, receiver, segment);
    applyReset(sender, receiver, segment, connection.absolute);
  } else if ((flags & TcpFlag.SYN) !== 0) applySyn(sender, receiver, segment, clock);
  else applySynchronized(connection, sender, receiver, segment, clock);
  sender.seen = true;
  sender.lastSent = clock.now;
  noteTimestamp(sender, segment);
  noteBlocked(sender, receiver);
  noteBlocked(receiver, sender);
}

/** A segment of a connection past its handshake: acknowledgment, data, FIN (RFC 9293 section 3.10.7.4). */
function applySynchronized(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  clock: PacketClock,
): void {
  // Past the handshake a segment without ACK is dropped unread (RFC 9293 section 3.10.7.4, fifth).
  if ((segment.flags & TcpFlag.ACK) === 0) return;
  if (answersOlderConnection(sender, receiver, segment)) {
    // The SYN may be the one that is out of place: forged, or of a connection that the capture holds no beginning of.
    receiver.historyKnown = false;
    return;
  }
  const fin = (segment.flags & TcpFlag.FIN) !== 0;
  const occupies = segment.length + (fin ? 1 : 0);
  const closed = sender.resetSent || sender.resetReceived;
  if (closed && isOldCopy(sender, segment, occupies, seqAdd(segment.seq, occupies))) return;
  begin(sender, receiver, segment);
  if (!fin) connection.plainSeen = true;
  else if (!connection.plainSeen) believeFiltered(sender, receiver, segment);
  if (occupies > 0 && segment.seqKnown && isBeyondWindow(receiver, segment.seq)) return;
  if (occupies === 0) noteAhead(sender, segment, connection.absolute);

  // Who was taken for reset and goes on was not reset: the RST was forged, or not accepted, or this is older than it.
  if (sender.resetReceived) sender.historyKnown = false;
  sender.resetReceived = false;
  sender.unreachable = false;
  const revived = occupies > 0 && sender.resetSent;
  if (revived) sender.resetSent = false;

  const fresh = occupies > 0 && segment.seqKnown && isNew(sender, segment, occupies);
  if (segment.ackKnown && !applyAck(sender, receiver, segment.ack)) return;
  if (segment.sackCount > 0) noteSelective(sender, receiver, segment);
  finishHandshake(sender, receiver, segment, occupies > 0);
  if (segment.windowKnown) advertiseWindow(sender, receiver, segment.window, false);
  if (segment.length > 0) applyData(connection, sender, receiver, segment, fresh, clock);
  if (fin) applyFin(sender, receiver, segment, clock);
  if (fresh && receiver.finAcked && !receiver.knowsFinAckedAtValid) {
    // An end that acknowledges this segment has also received the acknowledgment of its FIN that it carries.
    receiver.knowsFinAckedAt = seqAdd(segment.seq, occupies);
    receiver.knowsFinAckedAtValid = true;
  }
  if (sender.knowsFinAckedAtValid && seqAtOrBefore(sender.knowsFinAckedAt, sender.acked)) {
    sender.knowsFinAcked = true;
  }
  // It may have sent this before its reset, which overtook it: only what it sends next proves that it lives.
  if (revived) sender.historyKnown = false;
}

/**
 * A bare ACK has the number of what would be sent next: ahead of all that was seen, the capture has missed something, and it
 * may be a FIN. Text prints no such number, so that no state follows from it: it only makes one less certain.
 */
function noteAhead(sender: Endpoint, segment: Segment, absolute: boolean): void {
  if (!segment.seqKnown || !sender.seqKnown || segment.absolute !== absolute) return;
  const ahead = seqDiff(segment.seq, sender.sendNext);
  if (ahead > 0 && ahead <= UNSEEN_SLACK) sender.historyKnown = false;
}

/** It answers the receiver's SYN without acknowledging it: for a connection from before, which the SYN met (RFC 9293 figure 9). */
function answersOlderConnection(sender: Endpoint, receiver: Endpoint, segment: Segment): boolean {
  if (!receiver.synSent || receiver.synAcked || receiver.handshakeDone || sender.opened) return false;
  return segment.length === 0 && segment.ackKnown && seqAtOrBefore(segment.ack, receiver.initialSeq);
}

/**
 * The sender of the RST knows what the other end has sent, as only an end does and a listener on its way: a number ahead is
 * no guess then. Or a FIN was ahead before it.
 */
const knowsNumbers = (receiver: Endpoint, { ackKnown, ack }: Segment): boolean =>
  receiver.skipped > 0 ||
  (ackKnown && seqAtOrBefore(receiver.sendNext, ack) && seqDiff(ack, receiver.sendNext) < FILTERED_AT_MOST);

/**
 * A FIN or RST ahead of all that was captured, and nothing between but SYNs and FINs: a filter on flags left the rest out,
 * which was sent, received and acknowledged. A FIN of the other end may have been left behind the filter's last packet.
 */
function believeFiltered(sender: Endpoint, receiver: Endpoint, segment: Segment): void {
  if (!sender.opened || !receiver.opened) return;
  if (segment.seqKnown && seqBefore(sender.sendNext, segment.seq)) {
    sender.skipped += seqDiff(segment.seq, sender.sendNext);
    sender.sendNext = segment.seq;
    proveReceived(receiver, segment.seq);
    sender.historyKnown = false;
    receiver.historyKnown = false;
  }
  if (segment.ackKnown && seqBefore(receiver.sendNext, segment.ack)) {
    receiver.skipped += seqDiff(segment.ack, receiver.sendNext);
    receiver.sendNext = segment.ack;
    proveReceived(sender, segment.ack);
    sender.historyKnown = false;
    receiver.historyKnown = false;
  }
}

/** First numbers of a side whose SYN was not captured. */
function begin(sender: Endpoint, receiver: Endpoint, segment: Segment): void {
  if (!sender.seqKnown && segment.seqKnown) {
    sender.begin(seqAdd(segment.seq, -1), segment.seq);
    if (!receiver.ackKnown) receiver.receiveNext = segment.seq;
  }
  if (!receiver.seqKnown && segment.ackKnown) {
    receiver.begin(seqAdd(segment.ack, -1), segment.ack);
    sender.receiveNext = segment.ack;
  }
}

function isNew(sender: Endpoint, segment: Segment, occupies: number): boolean {
  return !sender.seqKnown || seqBefore(sender.sendNext, seqAdd(segment.seq, occupies));
}

/** False where the segment acknowledges what was never sent, and is to be dropped (RFC 9293 section 3.10.7.4). */
function applyAck(sender: Endpoint, receiver: Endpoint, ack: Seq): boolean {
  if (seqBefore(receiver.sendNext, ack) && !believesUnseen(sender, receiver, ack)) return false;
  if (sender.ackKnown && seqBefore(ack, sender.acked)) return true;
  sender.ackKnown = true;
  sender.acked = ack;
  noteUnseen(receiver, sender, ack);
  proveReceived(sender, ack);
  if (receiver.opened && seqBefore(receiver.initialSeq, ack)) {
    receiver.synAcked = true;
    receiver.synUnanswered = false;
    receiver.synAckRepeated = false;
  }
  if (receiver.finSent && seqBefore(receiver.finSeq, ack)) receiver.finAcked = true;
  if (seqAtOrBefore(receiver.sendNext, ack)) receiver.retransmitting = false;
  return true;
}

/** Selective acknowledgment of what the receiver was not seen to send: the capture missed it, and it may hold a FIN. */
function noteSelective(sender: Endpoint, receiver: Endpoint, segment: Segment): void {
  for (let block = 0; block < segment.sackCount; block++) {
    const edge = segment.sack[2 * block + 1] as Seq;
    const beyond = seqDiff(edge, receiver.sendNext);
    if (
      beyond <= 0 ||
      beyond > UNSEEN_SLACK ||
      (sender.windowEdgeKnown && seqBefore(sender.windowEdge, edge))
    )
      continue;
    receiver.sendNext = edge;
    receiver.historyKnown = false;
  }
}

/** The sender acknowledges what the receiver was not seen to send: the capture missed it, or the segment is forged. */
function believesUnseen(sender: Endpoint, receiver: Endpoint, ack: Seq): boolean {
  const edge = sender.windowEdgeKnown ? sender.windowEdge : receiver.sendNext;
  const plausible = seqDiff(ack, edge) <= UNSEEN_SLACK;
  const goesOn = sender.strayAckSeen && seqBefore(sender.strayAck, ack);
  sender.strayAck = ack;
  sender.strayAckSeen = true;
  if (!plausible && !goesOn) return false;
  sender.strayAckSeen = false;
  receiver.skipped += seqDiff(ack, receiver.sendNext);
  receiver.sendNext = ack;
  // What was missed may have held its FIN.
  receiver.historyKnown = receiver.finSent && receiver.historyKnown;
  return true;
}

function finishHandshake(sender: Endpoint, receiver: Endpoint, segment: Segment, occupies: boolean): void {
  if (sender.handshakeDone) return;
  if (sender.synAckSent) {
    // A bare ACK proves nothing: SYN_RECEIVED sends one too, as a challenge (RFC 5961).
    const progress = segment.ackKnown && sender.openingAckKnown && seqBefore(sender.openingAck, segment.ack);
    sender.handshakeDone = progress || (occupies && !sender.maySpeakEarly);
    sender.openingDoubtful = !sender.handshakeDone;
    return;
  }
  if (sender.synSent) {
    // In a simultaneous open its next segment would be a SYN/ACK; else whatever follows its SYN follows a SYN/ACK.
    sender.handshakeDone = sender.synAcked || receiver.synAckSent || !receiver.synSent;
    if (sender.handshakeDone) sender.synAcked = true;
    return;
  }
  sender.handshakeDone = true;
}

function applyData(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  fresh: boolean,
  clock: PacketClock,
): void {
  if (!segment.seqKnown) {
    connection.dataSeen = true;
    return;
  }
  const before = sender.lastData;
  sender.lastData = clock.now;
  const end = seqAdd(segment.seq, segment.length);
  if (sender.unseen > 0) noteLate(sender, segment.seq, end);
  if (!fresh && seqAtOrBefore(end, sender.sendNext)) {
    // A FIN overtook it, or a SYN carried it: these are the first data that were seen.
    if (sender.bytes === 0) sender.bytes = segment.length;
    // It may fill a hole: the recording, or the path, had lost it when it was sent first.
    deliver(receiver, segment.seq, end);
    repeatData(sender, receiver, segment, end, before, clock);
    return;
  }
  connection.dataSeen = true;
  sender.missesAck = false;
  // What is missing before it was sent too, and is not counted when it comes again.
  sender.bytes += Math.max(0, seqDiff(end, sender.sendNext));
  // No end sends data after its FIN, so none was missed before this.
  if (sender.opened) sender.historyKnown = true;
  sender.sendNext = end;
  deliver(receiver, segment.seq, end);
}

/** Data that were sent before; the last data went with packet `before`. */
function repeatData(
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  end: Seq,
  before: PacketIndex,
  clock: PacketClock,
): void {
  if (!receiver.ackKnown) return;
  const wait = clock.secondsSince(before);
  if (seqBefore(receiver.acked, end)) {
    sender.retransmitting = true;
    noteSilence(receiver, before, wait, clock);
    return;
  }
  // One byte just before the next number, not pushed, is a keep-alive (RFC 9293 section 3.8.4).
  const pushed = (segment.flags & TcpFlag.PSH) !== 0;
  const keepAlive = segment.length <= 1 && end === sender.sendNext && !pushed;
  if (!keepAlive && wait >= LEAST_RETRANSMISSION_TIMEOUT) sender.missesAck = true;
}

/**
 * What was sent with packet `before` had to be sent again, and `x` has said nothing between: what it said may be lost, and
 * its FIN with it.
 */
function noteSilence(x: Endpoint, before: PacketIndex, wait: number, clock: PacketClock): void {
  if (wait >= LEAST_RETRANSMISSION_TIMEOUT && clock.isEarlier(x.lastSent, before)) x.historyKnown = false;
}

function applyFin(sender: Endpoint, receiver: Endpoint, segment: Segment, clock: PacketClock): void {
  if (!segment.seqKnown && !sender.seqKnown) return;
  const finSeq = segment.seqKnown ? seqAdd(segment.seq, segment.length) : sender.sendNext;
  if (sender.finSent) {
    if (finSeq === sender.finSeq) repeatFin(sender, receiver, clock);
    return;
  }
  // No end sends data behind its FIN: this one is of an older connection, or forged.
  if (seqBefore(seqAdd(finSeq, 1), sender.sendNext)) return;
  sender.finSent = true;
  sender.finSeq = finSeq;
  sender.lastFin = clock.now;
  sender.missesAck = false;
  const next = seqAdd(finSeq, 1);
  if (seqBefore(sender.sendNext, next)) sender.sendNext = next;
  sender.closesPassively = sender.acknowledgesFinOf(receiver);
  sender.finAcked = receiver.ackKnown && seqBefore(finSeq, receiver.acked);
  receiver.blockedAtPeerFin = receiver.blocked;
  deliver(receiver, segment.seqKnown ? segment.seq : finSeq, next);
}

/** It repeats its FIN, so the acknowledgment that the capture saw had not reached it. */
function repeatFin(sender: Endpoint, receiver: Endpoint, clock: PacketClock): void {
  const wait = clock.secondsSince(sender.lastFin);
  if (wait < LEAST_RETRANSMISSION_TIMEOUT) return;
  noteSilence(receiver, sender.lastFin, wait, clock);
  sender.lastFin = clock.now;
  sender.finRepeated = true;
  if (!sender.knowsFinAcked) sender.finAcked = false;
}

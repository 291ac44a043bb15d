import { seqAdd, seqBefore } from '../bytes';
import type { Segment } from '../decode';
import { TcpFlag } from '../tcp';
import type { Endpoint } from './endpoint';
import type { PacketClock } from './packet-clock';
import { advertiseWindow } from './receive-window';

/** Just under a second, the initial retransmission timeout (RFC 6298): a SYN that comes again sooner is a copy of the frame. */
const SYN_RETRANSMISSION_TIMEOUT = 0.9;

/** A segment with SYN: it opens, answers an opening, or is either again (RFC 9293 section 3.10.7.3). */
export function applySyn(sender: Endpoint, receiver: Endpoint, segment: Segment, clock: PacketClock): void {
  if ((segment.flags & TcpFlag.ACK) !== 0) applySynAck(sender, receiver, segment, clock);
  else applyBareSyn(sender, receiver, segment, clock);
  sender.windowScale = segment.windowScale;
  if (segment.maximumSegmentSize > 0) sender.maximumSegmentSize = segment.maximumSegmentSize;
  if (segment.windowKnown) advertiseWindow(sender, receiver, segment.window, true);
}

function applyBareSyn(sender: Endpoint, receiver: Endpoint, segment: Segment, clock: PacketClock): void {
  if (!sender.synSent) {
    sender.synSent = true;
    sender.historyKnown = true;
    sender.begin(segment.seq, seqAdd(segment.seq, 1 + segment.length));
    sender.lastSyn = clock.now;
    if (!receiver.ackKnown) receiver.receiveNext = seqAdd(segment.seq, 1);
    return;
  }
  // The same SYN after a refusal: Windows tries three times.
  sender.resetReceived = false;
  sender.unreachable = false;
  if (clock.secondsSince(sender.lastSyn) < SYN_RETRANSMISSION_TIMEOUT) return;
  sender.lastSyn = clock.now;
  if (!receiver.seen) sender.synUnanswered = true;
  else if (!sender.handshakeDone) sender.synAcked = false;
}

function applySynAck(sender: Endpoint, receiver: Endpoint, segment: Segment, clock: PacketClock): void {
  if (receiver.opened && segment.ackKnown && !acknowledgesSyn(receiver, segment)) return;
  // Past the handshake a SYN/ACK earns a challenge ACK and changes nothing (RFC 9293 section 3.10.7.4, RFC 5961 section 4).
  if (sender.handshakeDone && !sender.synAckSent) return;
  sender.resetSent = false;
  sender.resetReceived = false;
  if (sender.synAckSent) {
    if (clock.secondsSince(sender.lastSyn) >= SYN_RETRANSMISSION_TIMEOUT && !sender.handshakeDone) {
      sender.synAcked = false;
      // The sender of an ACK that is ignored has been heard, and no other end.
      sender.synAckRepeated = !receiver.handshakeDone;
    }
    sender.lastSyn = clock.now;
    return;
  }
  sender.synAckSent = true;
  sender.historyKnown = true;
  sender.lastSyn = clock.now;
  if (!sender.synSent) sender.begin(segment.seq, seqAdd(segment.seq, 1 + segment.length));
  if (!segment.ackKnown) return;
  if (!receiver.opened) receiver.begin(seqAdd(segment.ack, -1), segment.ack);
  // Without the SYN this may be a repeated SYN/ACK, and a FIN may have come before it.
  if (receiver.synSent) receiver.historyKnown = true;
  receiver.synAcked = true;
  receiver.synUnanswered = false;
  sender.ackKnown = true;
  sender.acked = segment.ack;
  sender.receiveNext = segment.ack;
  sender.openingAck = segment.ack;
  sender.openingAckKnown = true;
  // It acknowledges more than the SYN: the SYN's Fast Open data are taken (RFC 7413 section 3.1).
  sender.maySpeakEarly = !receiver.synSent || seqBefore(seqAdd(receiver.initialSeq, 1), segment.ack);
  receiver.receiveNext = seqAdd(segment.seq, 1 + segment.length);
}

function acknowledgesSyn(receiver: Endpoint, segment: Segment): boolean {
  return seqBefore(receiver.initialSeq, segment.ack) && !seqBefore(receiver.sendNext, segment.ack);
}

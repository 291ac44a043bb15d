import { seqAdd, seqBefore } from '../bytes';
import type { Segment } from '../decode';
import { TcpFlag } from '../tcp';
import type { Endpoint } from './endpoint';
import { isInsideWindow } from './receive-window';

/**
 * A segment with RST. It ends the receiver only where its number is the very next one expected (RFC 9293
 * section 3.10.7.4, RFC 5961 section 3.2; within the window it only earns a challenge ACK), and it speaks for
 * the sender only where its number is one that the sender would use: a blind RST does neither.
 */
export function applyReset(sender: Endpoint, receiver: Endpoint, segment: Segment, absolute: boolean): void {
  judge(sender, receiver, segment, absolute);
  if (!sender.seqKnown && segment.seqKnown && segment.absolute === absolute) {
    sender.begin(seqAdd(segment.seq, -1), segment.seq);
  }
}

function judge(sender: Endpoint, receiver: Endpoint, segment: Segment, absolute: boolean): void {
  if (!segment.seqKnown || segment.absolute !== absolute || !sender.seqKnown) {
    resetWithoutNumbers(sender, receiver, segment);
    return;
  }
  if (isBeforeAnswer(sender, receiver)) {
    // SYN_SENT takes an RST only if it acknowledges the SYN (section 3.10.7.3).
    if (acknowledgesSyn(receiver, segment)) refuse(sender, receiver);
    return;
  }
  const accepted =
    segment.seq === receiver.receiveNext ||
    (receiver.ackKnown && segment.seq === receiver.acked) ||
    isAtFin(receiver, sender, segment) ||
    isSelectivelyAcknowledged(receiver, segment);
  if (accepted) end(sender, receiver);
  else if (segment.seq === sender.sendNext) sender.resetSent = true;
  else if (isInsideWindow(receiver, segment.seq)) judgeInsideWindow(sender, receiver, segment);
  else if (answersOldCopy(sender, segment)) sender.historyKnown = false;
  // SYN_SENT resets only in answer to something: that was missed, or the RST is not its own.
  else if (sender.synSent && !sender.handshakeDone) sender.historyKnown = false;
}

/** The number is ahead of what the capture saw, and inside the window: a guess, or something was missed before it. */
function judgeInsideWindow(sender: Endpoint, receiver: Endpoint, segment: Segment): void {
  // A guess would hardly have the acknowledgment right as well: the capture may have missed what came before.
  if (segment.ackKnown && segment.ack === receiver.sendNext) sender.historyKnown = false;
  // Most who are in FIN_WAIT_2 have closed their socket, and the small one that Linux keeps in its place takes any
  // reset inside the window (tcp_timewait_state_process). Who has not answers with a challenge ACK, which shows it.
  if (receiver.finSent && receiver.finAcked && !receiver.hasFinOf(sender)) receiver.resetReceived = true;
}

/** Without ACK, and with a number from before: so a host without that socket answers a copy of what it received before. */
function answersOldCopy(sender: Endpoint, segment: Segment): boolean {
  if ((segment.flags & TcpFlag.ACK) !== 0 || !sender.handshakeDone) return false;
  return seqBefore(segment.seq, sender.sendNext) && seqBefore(sender.initialSeq, segment.seq);
}

/** The receiver's SYN has had no answer yet. */
function isBeforeAnswer(sender: Endpoint, receiver: Endpoint): boolean {
  return receiver.synSent && !receiver.synAcked && !receiver.handshakeDone && !sender.opened;
}

function acknowledgesSyn(receiver: Endpoint, segment: Segment): boolean {
  return (
    segment.ackKnown &&
    seqBefore(receiver.initialSeq, segment.ack) &&
    !seqBefore(receiver.sendNext, segment.ack)
  );
}

/** Behind a FIN, Linux takes an RST with the FIN's own number as well: the peer answered what was sent before it (tcp_reset_check). */
function isAtFin(receiver: Endpoint, sender: Endpoint, segment: Segment): boolean {
  return (
    receiver.hasFinOf(sender) &&
    segment.seq === sender.finSeq &&
    !(receiver.finAcked && !receiver.closesPassively)
  );
}

/** Linux also takes an RST at the right edge of the highest block received beyond a hole (tcp_validate_incoming). */
function isSelectivelyAcknowledged(receiver: Endpoint, segment: Segment): boolean {
  const edges = receiver.beyondHole;
  return edges !== null && edges[edges.length - 1] === segment.seq;
}

function resetWithoutNumbers(sender: Endpoint, receiver: Endpoint, segment: Segment): void {
  if (!isBeforeAnswer(sender, receiver)) {
    end(sender, receiver);
    return;
  }
  // SYN_SENT drops an RST without ACK.
  if ((segment.flags & TcpFlag.ACK) === 0) return;
  if (!segment.ackKnown || acknowledgesSyn(receiver, segment)) refuse(sender, receiver);
}

/** No program listens: the RST answers the SYN, number for number. */
function refuse(sender: Endpoint, receiver: Endpoint): void {
  sender.historyKnown = true;
  end(sender, receiver);
}

function end(sender: Endpoint, receiver: Endpoint): void {
  sender.resetSent = true;
  receiver.resetReceived = true;
}

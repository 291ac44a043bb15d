import { seqAdd, seqBefore } from '../bytes';
import type { Segment } from '../decode';
import { TcpFlag, TcpState } from '../tcp';
import { isNextOf, noteNext } from './analysis';
import { noteBlocked } from './blocked';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';
import { Fact } from './endpoint-facts';
import { hasPlainLetter } from './history';
import type { PacketClock } from './packet-clock';
import { advertiseWindow, isBeyondWindow } from './receive-window';
import { noteTimestamp } from './timestamps';

const { SYN, FIN, RST, ACK } = TcpFlag;

/** What is known of an end in the middle of a connection. */
const USUAL = Fact.seqKnown | Fact.seen | Fact.handshakeDone | Fact.ackKnown;
/** What sets an end apart from that: it is closing, or something of its or for it was lost. */
const UNUSUAL =
  Fact.finSent |
  Fact.resetSent |
  Fact.resetReceived |
  Fact.retransmitting |
  Fact.missesAck |
  Fact.synUnanswered |
  Fact.unreachable |
  Fact.knowsFinAckedAtValid;
const OPENED = Fact.synSent | Fact.synAckSent;
/** Whose opening was captured has had it acknowledged, and nothing of it was missed since. */
const OPENED_WELL = Fact.synAcked | Fact.historyKnown;

/**
 * Header prediction (Van Jacobson; RFC 1323 section 4.2.1 describes it): nearly every segment of a connection is
 * either the next data or an acknowledgment of some, between two ends that are open. True where the segment is such a
 * one, so that `applyPredicted` does all that the whole of analysis, state machine and history would do.
 */
export function isPredicted(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
): boolean {
  return (
    isPlain(segment) &&
    isSteady(sender) &&
    isSteady(receiver) &&
    segment.absolute === connection.absolute &&
    connection.closedFirst === null &&
    acknowledgesNoLess(sender, receiver, segment) &&
    (segment.length === 0 || bringsNextData(sender, receiver, segment)) &&
    hasPlainLetter(sender, segment) &&
    isNextOf(connection, sender.track, receiver.track, segment)
  );
}

/**
 * Updates what a predicted segment changes, and nothing else; its analysis has no findings. True where nothing has
 * changed that states follow from: they stay.
 */
export function applyPredicted(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  clock: PacketClock,
): boolean {
  if (sender.track === null || receiver.track === null) return false;
  const senderFacts = sender.facts;
  const receiverFacts = receiver.facts;
  const { dataSeen } = connection;
  noteNext(sender.track, receiver.track, segment, clock.now);
  sender.packets++;
  sender.lastSent = clock.now;
  noteTimestamp(sender, segment);
  sender.acked = segment.ack;
  if (seqBefore(sender.receiveNext, segment.ack)) sender.receiveNext = segment.ack;
  advertiseWindow(sender, receiver, segment.window, false);
  if (segment.length > 0) {
    connection.dataSeen = true;
    sender.lastData = clock.now;
    sender.bytes += segment.length;
    sender.sendNext = seqAdd(segment.seq, segment.length);
    receiver.receiveNext = sender.sendNext;
  }
  noteBlocked(sender, receiver);
  noteBlocked(receiver, sender);
  return sender.facts === senderFacts && receiver.facts === receiverFacts && connection.dataSeen === dataSeen;
}

/** Everything of it is known, and it is neither opening nor closing nor closing its window nor reporting a loss. */
function isPlain(segment: Segment): boolean {
  return (
    (segment.flags & (SYN | FIN | RST | ACK)) === ACK &&
    segment.flagsKnown &&
    segment.seqKnown &&
    segment.ackKnown &&
    segment.lengthKnown &&
    segment.windowKnown &&
    segment.window !== 0 &&
    segment.sackCount === 0
  );
}

/** It is in the middle of a connection, with no loss that is being made good. */
function isSteady(x: Endpoint): boolean {
  const { facts } = x;
  return (
    (facts & (USUAL | UNUSUAL)) === USUAL &&
    ((facts & OPENED) === 0 || (facts & OPENED_WELL) === OPENED_WELL) &&
    x.beyondHole === null &&
    x.state === TcpState.ESTABLISHED
  );
}

/** Its acknowledgment does not go back, nor beyond what was sent. */
function acknowledgesNoLess(sender: Endpoint, receiver: Endpoint, { ack }: Segment): boolean {
  return !seqBefore(ack, sender.acked) && !seqBefore(receiver.sendNext, ack);
}

/** Its data follow on what was sent and received before, and are allowed. */
function bringsNextData(sender: Endpoint, receiver: Endpoint, { seq }: Segment): boolean {
  return seq === sender.sendNext && seq === receiver.receiveNext && !isBeyondWindow(receiver, seq);
}

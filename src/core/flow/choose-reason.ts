import type { Segment } from '../decode';
import { isConfirmed, type PackedState, stateOf, TcpFlag, TcpState } from '../tcp';
import type { Endpoint } from './endpoint';
import { Reason } from './reasons';

const { SYN, ACK, RST, FIN } = TcpFlag;

/** Why the sender of a segment went from one state to the other by sending it. */
export function senderReason(
  from: PackedState,
  to: PackedState,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
): number {
  if (from === to) return Reason.none;
  if (stateOf(from) === stateOf(to)) return certaintyReason(to, receiver);
  if (stateOf(from) === TcpState.CLOSED) {
    return (segment.flags & SYN) !== 0 ? openedBySending(segment) : Reason.contradicted;
  }
  switch (stateOf(to)) {
    case TcpState.SYN_SENT:
      return Reason['sent-syn'];
    case TcpState.SYN_RECEIVED:
      return sender.synSent ? Reason['simultaneous-open'] : Reason['sent-syn-ack'];
    case TcpState.ESTABLISHED:
      return sender.opened ? Reason['sent-handshake-ack'] : Reason['midstream-data'];
    case TcpState.FIN_WAIT_1:
      return sender.opened ? Reason['sent-fin'] : Reason['midstream-fin'];
    case TcpState.CLOSE_WAIT:
      return Reason['acknowledged-fin'];
    case TcpState.LAST_ACK:
      return Reason['sent-last-fin'];
    case TcpState.CLOSING:
      return Reason['simultaneous-close'];
    case TcpState.FIN_WAIT_2:
      return Reason['fin-acknowledged'];
    case TcpState.TIME_WAIT:
      return Reason['time-wait'];
    case TcpState.CLOSED:
      return closedBySending(sender, receiver, segment);
    default:
      return Reason.contradicted;
  }
}

/** Why the receiver of a segment goes from one state to the other, if it arrives. */
export function receiverReason(
  from: PackedState,
  to: PackedState,
  receiver: Endpoint,
  sender: Endpoint,
  segment: Segment,
): number {
  if (from === to || stateOf(from) === stateOf(to)) return Reason.none;
  switch (stateOf(to)) {
    case TcpState.SYN_RECEIVED:
      return receiver.synSent ? Reason['simultaneous-open'] : Reason['received-syn'];
    case TcpState.UNKNOWN:
      return Reason['syn-unanswered'];
    case TcpState.ESTABLISHED:
      return establishedByReceiving(receiver, sender, segment);
    case TcpState.CLOSE_WAIT:
      return Reason['received-fin'];
    case TcpState.CLOSING:
      return Reason['simultaneous-close'];
    case TcpState.FIN_WAIT_2:
      return Reason['fin-acknowledged'];
    case TcpState.TIME_WAIT:
      return Reason['time-wait'];
    case TcpState.CLOSED:
      return closedByReceiving(sender, receiver, segment);
    default:
      return Reason.contradicted;
  }
}

function certaintyReason(to: PackedState, receiver: Endpoint): number {
  if (!isConfirmed(to)) return Reason.none;
  if (stateOf(to) === TcpState.CLOSE_WAIT && receiver.finSent) return Reason['acknowledged-fin'];
  if (stateOf(to) === TcpState.ESTABLISHED) return Reason['sent-handshake-ack'];
  return Reason['confirmed-by-own-packet'];
}

function openedBySending(segment: Segment): number {
  return (segment.flags & ACK) !== 0 ? Reason['sent-syn-ack'] : Reason['sent-syn'];
}

function closedBySending(sender: Endpoint, receiver: Endpoint, segment: Segment): number {
  if ((segment.flags & RST) === 0) return Reason.contradicted;
  if (!receiver.opened && !sender.opened) return Reason['midstream-reset'];
  return isRefusal(sender, receiver) ? Reason.refused : Reason['sent-reset'];
}

function closedByReceiving(sender: Endpoint, receiver: Endpoint, segment: Segment): number {
  if ((segment.flags & RST) === 0) return Reason['last-ack-received'];
  return isRefusal(sender, receiver) ? Reason['was-refused'] : Reason['received-reset'];
}

function isRefusal(sender: Endpoint, receiver: Endpoint): boolean {
  return receiver.synSent && !receiver.handshakeDone && !sender.opened;
}

function establishedByReceiving(receiver: Endpoint, sender: Endpoint, segment: Segment): number {
  if ((segment.flags & SYN) !== 0) return Reason['received-syn-ack'];
  if (receiver.synAckSent) return Reason['received-handshake-ack'];
  return sender.opened || (segment.flags & FIN) !== 0 ? Reason.contradicted : Reason['midstream-data'];
}

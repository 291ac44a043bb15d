import { type PackedState, packState, TcpState } from '../tcp';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';

/**
 * The state of `x` as the facts have it, and whether its own packets prove it (RFC 9293 section 3.3.2).
 * Nothing here is remembered: the same facts give the same state.
 *
 * Five things are never proven: CLOSED, because anybody between the two can write an RST; TIME_WAIT, because a
 * timer ends it without a packet; CLOSING, because the ACK that it sends there is the same in TIME_WAIT; the states of
 * an endpoint that repeats its SYN, SYN/ACK or FIN unanswered, because it may give up just as silently; and those of one
 * that its peer sends to again and again without an answer.
 */
export function deriveState(connection: Connection, x: Endpoint, peer: Endpoint): PackedState {
  if (x.resetSent || x.resetReceived || x.unreachable) return packState(TcpState.CLOSED, false);
  if (!x.handshakeDone && !x.finSent) {
    const opening = openingState(x, peer);
    if (opening !== null) return opening;
  }
  if (!connection.dataSeen && !x.opened && !peer.opened && !x.finSent && !peer.finSent) {
    return packState(TcpState.UNKNOWN, false);
  }
  return x.finSent ? closingState(x, peer) : openState(x, peer);
}

/** Before the handshake is over; null when it is, or when the capture began after it. */
function openingState(x: Endpoint, peer: Endpoint): PackedState | null {
  // Where the SYN is missing, the SYN/ACK may be a repeated one.
  if (x.synAckSent) {
    return x.synAcked
      ? null
      : packState(TcpState.SYN_RECEIVED, peer.synSent && !x.openingDoubtful && !x.synAckRepeated);
  }
  if (x.synSent) {
    if (x.synAcked) return null;
    // Both sent a SYN of their own accord: simultaneous open (RFC 9293 figure 7).
    if (peer.synSent) return packState(TcpState.SYN_RECEIVED, false);
    const answered = peer.synAckSent || peer.handshakeDone;
    return packState(TcpState.SYN_SENT, !answered && !x.synUnanswered && x.historyKnown);
  }
  if (peer.synSent && !peer.synAcked) {
    const silent = peer.synUnanswered || peer.unreachable || x.seen;
    return packState(silent ? TcpState.UNKNOWN : TcpState.SYN_RECEIVED, false);
  }
  return null;
}

/** It has sent no FIN: ESTABLISHED, or CLOSE_WAIT when it has received its peer's. */
function openState(x: Endpoint, peer: Endpoint): PackedState {
  const known = x.handshakeDone && x.historyKnown && peer.historyKnown && !x.blocked && !peer.retransmitting;
  if (!x.hasFinOf(peer)) return packState(TcpState.ESTABLISHED, known);
  return packState(TcpState.CLOSE_WAIT, known && x.acknowledgesFinOf(peer));
}

/** It has sent its FIN. */
function closingState(x: Endpoint, peer: Endpoint): PackedState {
  const known = x.historyKnown && peer.historyKnown && !x.finRepeated && !peer.retransmitting;
  if (!x.hasFinOf(peer)) {
    if (!x.finAcked) return packState(TcpState.FIN_WAIT_1, known);
    return packState(TcpState.FIN_WAIT_2, known && x.knowsFinAcked);
  }
  if (x.closesPassively) {
    if (x.finAcked) return packState(TcpState.CLOSED, false);
    return packState(TcpState.LAST_ACK, known && !x.blockedAtPeerFin);
  }
  // The capture may have missed the ACK that made it TIME_WAIT.
  if (!x.finAcked) return packState(TcpState.CLOSING, false);
  return packState(TcpState.TIME_WAIT, false);
}

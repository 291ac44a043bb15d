import { seqAdd, seqBefore } from '../bytes';
import type { Segment } from '../decode';
import { type PackedState, packState, stateOf, TcpFlag, TcpState } from '../tcp';
import type { Endpoint } from './endpoint';
import { Reason } from './reasons';

const { SYN, ACK, RST, FIN } = TcpFlag;

/** Both ends are the same address and port: one socket, which has connected to itself (RFC 9293 figure 7 with one end). */
export function isToItself(s: Segment): boolean {
  return (
    s.sourcePort === s.destinationPort &&
    s.source3 === s.destination3 &&
    s.source2 === s.destination2 &&
    s.source1 === s.destination1 &&
    s.source0 === s.destination0
  );
}

/** Adds a segment that `x` sent to itself, and receives. */
export function applyToItself(x: Endpoint, segment: Segment): void {
  x.seen = true;
  x.packets++;
  const { flags } = segment;
  if ((flags & RST) !== 0) {
    x.resetSent = true;
    return;
  }
  if ((flags & SYN) !== 0) {
    if (!x.seqKnown) x.begin(segment.seq, seqAdd(segment.seq, 1));
    if ((flags & ACK) !== 0) x.synAckSent = true;
    else x.synSent = true;
    return;
  }
  if ((flags & ACK) === 0) return;
  x.handshakeDone = true;
  x.bytes += segment.length;
  if ((flags & FIN) !== 0 && segment.seqKnown) {
    x.finSent = true;
    x.finSeq = seqAdd(segment.seq, segment.length);
  }
  if (x.finSent && segment.ackKnown && seqBefore(x.finSeq, segment.ack)) x.finAcked = true;
}

/** The one state of such a socket. Its FIN is its peer's FIN as well, so that there is no FIN_WAIT_2. */
export function stateToItself(x: Endpoint): PackedState {
  if (x.resetSent) return packState(TcpState.CLOSED, false);
  if (x.finAcked) return packState(TcpState.TIME_WAIT, false);
  if (x.finSent) return packState(TcpState.CLOSING, false);
  if (x.handshakeDone) return packState(TcpState.ESTABLISHED, true);
  if (x.synAckSent) return packState(TcpState.SYN_RECEIVED, false);
  return packState(x.synSent ? TcpState.SYN_SENT : TcpState.UNKNOWN, false);
}

/** Why it went into `to`. */
export function reasonToItself(from: PackedState, to: PackedState): number {
  if (from === to) return Reason.none;
  switch (stateOf(to)) {
    case TcpState.SYN_SENT:
      return Reason['sent-syn'];
    case TcpState.SYN_RECEIVED:
      return Reason['simultaneous-open'];
    case TcpState.ESTABLISHED:
      return Reason['sent-handshake-ack'];
    case TcpState.CLOSING:
      return Reason['simultaneous-close'];
    case TcpState.TIME_WAIT:
      return Reason['time-wait'];
    case TcpState.CLOSED:
      return Reason['sent-reset'];
    default:
      return Reason.none;
  }
}

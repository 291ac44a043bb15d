import { type Seq, seqDiff, toSeq } from '../bytes';
import type { SequenceTrack } from './analysis';
import { type PackedState, packState, TcpState } from './states';

/**
 * What the capture has shown of one end of a connection. Facts only: the state follows from them in
 * `endpoint-state.ts`, so that a fact learned late (a lost segment seen again) puts the state right by itself.
 */
export class Endpoint {
  /** State and certainty after the packet tracked last. */
  packed: PackedState = packState(TcpState.UNKNOWN, false);

  // ---- what it sent
  /** A number that it sent, or that its peer acknowledged, is known: `initialSeq` and `sendNext` hold. */
  seqKnown = false;
  /** Its SYN's number; in a capture that began mid-stream the first number seen less one. */
  initialSeq: Seq = toSeq(0);
  /** One past the highest number it was seen to have used (SND.NXT, RFC 9293 section 3.3.1). */
  sendNext: Seq = toSeq(0);
  /** It was seen to send anything at all. */
  seen = false;
  synSent = false;
  /** It sent SYN with ACK: it has received its peer's SYN. */
  synAckSent = false;
  /** It sent a segment that only a connection past the handshake sends. */
  handshakeDone = false;
  /** Its peer acknowledged its SYN, as far as the capture shows; void again when it repeats the SYN. */
  synAcked = false;
  /** It repeated its SYN and nobody has answered. */
  synUnanswered = false;
  /** Its SYN/ACK acknowledged data (Fast Open, RFC 7413), or the SYN was not captured: it may send data, and FIN, in SYN_RECEIVED. */
  maySpeakEarly = false;
  /** What its SYN/ACK acknowledged; acknowledging more proves that it is past the handshake. */
  openingAck: Seq = toSeq(0);
  openingAckKnown = false;
  /** After its SYN/ACK it sent a bare ACK, which both SYN_RECEIVED and ESTABLISHED do: the peer's last ACK may have been missed. */
  openingDoubtful = false;
  finSent = false;
  finSeq: Seq = toSeq(0);
  /** It sent its FIN again, not having had an acknowledgment. */
  finRepeated = false;
  /** Its peer acknowledged its FIN, as far as the capture shows; void again when it repeats the FIN. */
  finAcked = false;
  /** It had received its peer's FIN when it sent its own: it closes passively (CLOSE_WAIT, LAST_ACK). */
  closesPassively = false;
  /**
   * Everything that it sent since the capture knows it was seen, so that a FIN of its would have been too.
   * False mid-stream, until it sends new data (nobody sends data after a FIN), and after a hole.
   */
  historyKnown = false;
  /** It has data in flight that fill the window or the first congestion window: a close() would not show as a FIN yet. */
  blocked = false;
  /** It was `blocked` when its peer's FIN came: its own close() may have come before that. */
  blockedAtPeerFin = false;
  /** Its newest segment was sent again and nothing has acknowledged it since: its congestion window is one segment. */
  retransmitting = false;
  /** It repeats what the capture saw acknowledged, so the acknowledgment is lost on it; until it sends something new. */
  missesAck = false;
  /** Seconds, in the capture's clock, when it last sent data. */
  lastDataTime = 0;
  /** When it last sent anything. */
  lastTime = 0;

  // ---- what it received
  /** It acknowledged: `acked` holds. */
  ackKnown = false;
  /** The highest acknowledgment it sent: proof of what it received. */
  acked: Seq = toSeq(0);
  /** The next number it waits for if all that its peer was seen to send arrived. */
  receiveNext: Seq = toSeq(0);
  /** Peer's segments beyond a hole: left and right edges, ascending; null while there is no hole. */
  beyondHole: Seq[] | null = null;
  /** It acknowledged far more than its peer was seen to send; believed when it then acknowledges more still. */
  strayAck: Seq = toSeq(0);
  strayAckSeen = false;
  /** The highest number its window ever allowed its peer to send, exclusive. */
  windowEdge: Seq = toSeq(0);
  windowEdgeKnown = false;
  /** Its own packets prove that it received its peer's acknowledgment of its FIN. */
  knowsFinAcked = false;
  /** Where an acknowledgment of its must reach to prove that, once `knowsFinAckedAtValid`. */
  knowsFinAckedAt: Seq = toSeq(0);
  knowsFinAckedAtValid = false;

  // ---- ended
  /** It sent an RST that belongs to the connection. */
  resetSent = false;
  /** It was sent an RST that it will have accepted. */
  resetReceived = false;

  // ---- for acceptability, statistics and what hangs
  /** The window it advertised last, not scaled; -1 unknown. */
  window = -1;
  /** It advertised no window at least once. */
  zeroWindowSent = false;
  /** The window scale shift that its SYN offered; -1: none offered, or no SYN seen. */
  windowScale = -1;
  maximumSegmentSize = -1;
  /** Seconds, in the capture's clock, of its newest SYN or FIN, to tell a retransmission from a duplicated frame. */
  lastSynTime = 0;
  lastFinTime = 0;
  /** Payload bytes it sent, retransmissions not counted. */
  bytes = 0;
  packets = 0;
  /** What sequence analysis remembers of what it sent; null until it sends. */
  track: SequenceTrack | null = null;
  /** Letters of the history string that it has already used, as bits. */
  historyLetters = 0;
  /** Index of the packet after which it was in CLOSE_WAIT; -1 before that, and again once it sends its FIN. */
  closeWaitSince = -1;

  get state(): TcpState {
    return (this.packed & 0x0f) as TcpState;
  }

  /** Its SYN or first segment is number 0 or 1 from here on. */
  begin(initialSeq: Seq, next: Seq): void {
    this.seqKnown = true;
    this.initialSeq = initialSeq;
    this.sendNext = next;
  }

  /** It has received its peer's FIN if all that was captured arrived. */
  hasFinOf(peer: Endpoint): boolean {
    return peer.finSent && seqDiff(this.receiveNext, peer.finSeq) > 0;
  }

  /** Its own acknowledgment proves that it has received its peer's FIN. */
  acknowledgesFinOf(peer: Endpoint): boolean {
    return peer.finSent && this.ackKnown && seqDiff(this.acked, peer.finSeq) > 0;
  }

  /** Its SYN, if one was seen. */
  get opened(): boolean {
    return this.synSent || this.synAckSent;
  }

  /** Bytes that it has sent and its peer was not seen to acknowledge. */
  inFlight(peer: Endpoint): number {
    if (!this.seqKnown || !peer.ackKnown) return 0;
    return Math.max(0, seqDiff(this.sendNext, peer.acked));
  }
}

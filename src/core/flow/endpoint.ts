import { type Seq, seqDiff, toSeq } from '../bytes';
import { type PackedState, packState, TcpState } from '../tcp';
import type { SequenceTrack } from './analysis';
import { EndpointFacts } from './endpoint-facts';
import { NEVER } from './packet-clock';

/**
 * What the capture has shown of one end of a connection. Facts only: the state follows from them in
 * `endpoint-state.ts`, so that a fact learned late (a lost segment seen again) puts the state right by itself.
 */
export class Endpoint extends EndpointFacts {
  /** State and certainty after the packet tracked last. */
  packed: PackedState = packState(TcpState.UNKNOWN, false);

  // ---- what it sent
  /** Its SYN's number; in a capture that began mid-stream the first number seen less one. */
  initialSeq: Seq = toSeq(0);
  /** One past the highest number it was seen to have used (SND.NXT, RFC 9293 section 3.3.1). */
  sendNext: Seq = toSeq(0);
  /** What its SYN/ACK acknowledged; acknowledging more proves that it is past the handshake. */
  openingAck: Seq = toSeq(0);
  finSeq: Seq = toSeq(0);
  /** The newest timestamp that it sent (RFC 7323), once `timestampKnown`. */
  timestamp: Seq = toSeq(0);
  /** The packet that it last sent data with; as those below -1 before the first. */
  lastData = NEVER;
  /** The last packet that it sent anything with. */
  lastSent = NEVER;

  // ---- what it received
  /** The highest acknowledgment it sent: proof of what it received. */
  acked: Seq = toSeq(0);
  /** The next number it waits for if all that its peer was seen to send arrived. */
  receiveNext: Seq = toSeq(0);
  /** Peer's segments beyond a hole: left and right edges, ascending; null while there is no hole. */
  beyondHole: Seq[] | null = null;
  /** It acknowledged far more than its peer was seen to send; believed when it then acknowledges more still. */
  strayAck: Seq = toSeq(0);
  /** The highest number its window ever allowed its peer to send, exclusive. */
  windowEdge: Seq = toSeq(0);
  /** Where an acknowledgment of its must reach to prove that, once `knowsFinAckedAtValid`. */
  knowsFinAckedAt: Seq = toSeq(0);

  // ---- for acceptability, statistics and what hangs
  /** The window it advertised last, not scaled; -1 unknown. */
  window = -1;
  /** The window scale shift that its SYN offered; -1: none offered, or no SYN seen. */
  windowScale = -1;
  maximumSegmentSize = -1;
  /** Its newest SYN or FIN, to tell a retransmission from a duplicated frame. */
  lastSyn = NEVER;
  lastFin = NEVER;
  /** Payload bytes it sent, retransmissions not counted. */
  bytes = 0;
  /** Bytes of its that the peer acknowledged and the capture never held: the recorder missed them. */
  unseen = 0;
  /** Of these, bytes that `bytes` does not count: nothing behind them has been seen yet. */
  skipped = 0;
  /** The newest of the unseen ranges, for segments that reach the file behind their acknowledgment. */
  unseenFrom: Seq = toSeq(0);
  unseenTo: Seq = toSeq(0);
  packets = 0;
  /** What sequence analysis remembers of what it sent; null until it sends. */
  track: SequenceTrack | null = null;
  /** Letters of the history string that it has already used, as bits. */
  historyLetters = 0;
  /** Index of the packet after which it was in CLOSE_WAIT; -1 before that, and again once it sends its FIN. */
  closeWaitSince = NEVER;

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

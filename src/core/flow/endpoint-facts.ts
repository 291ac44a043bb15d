/** A bit for each thing that the capture may have shown of an end. */
export const Fact = {
  seqKnown: 1 << 0,
  seen: 1 << 1,
  synSent: 1 << 2,
  synAckSent: 1 << 3,
  handshakeDone: 1 << 4,
  synAcked: 1 << 5,
  synUnanswered: 1 << 6,
  maySpeakEarly: 1 << 7,
  openingAckKnown: 1 << 8,
  openingDoubtful: 1 << 9,
  finSent: 1 << 10,
  finRepeated: 1 << 11,
  finAcked: 1 << 12,
  closesPassively: 1 << 13,
  historyKnown: 1 << 14,
  blocked: 1 << 15,
  blockedAtPeerFin: 1 << 16,
  retransmitting: 1 << 17,
  missesAck: 1 << 18,
  ackKnown: 1 << 19,
  strayAckSeen: 1 << 20,
  windowEdgeKnown: 1 << 21,
  knowsFinAcked: 1 << 22,
  knowsFinAckedAtValid: 1 << 23,
  resetSent: 1 << 24,
  resetReceived: 1 << 25,
  zeroWindowSent: 1 << 26,
  timestampKnown: 1 << 27,
  unreachable: 1 << 28,
  synAckRepeated: 1 << 29,
} as const;

/**
 * The facts of one end that are true or false. They are kept as bits of one number, so that an end costs little
 * where there are a million of them, and so that several are asked for at once.
 */
export class EndpointFacts {
  /** Bits of `Fact`. */
  facts = 0;

  private note(fact: number, holds: boolean): void {
    this.facts = holds ? this.facts | fact : this.facts & ~fact;
  }

  /** A number that it sent, or that its peer acknowledged, is known: `initialSeq` and `sendNext` hold. */
  get seqKnown(): boolean {
    return (this.facts & Fact.seqKnown) !== 0;
  }
  set seqKnown(holds: boolean) {
    this.note(Fact.seqKnown, holds);
  }

  /** It was seen to send anything at all. */
  get seen(): boolean {
    return (this.facts & Fact.seen) !== 0;
  }
  set seen(holds: boolean) {
    this.note(Fact.seen, holds);
  }

  get synSent(): boolean {
    return (this.facts & Fact.synSent) !== 0;
  }
  set synSent(holds: boolean) {
    this.note(Fact.synSent, holds);
  }

  /** It sent SYN with ACK: it has received its peer's SYN. */
  get synAckSent(): boolean {
    return (this.facts & Fact.synAckSent) !== 0;
  }
  set synAckSent(holds: boolean) {
    this.note(Fact.synAckSent, holds);
  }

  /** It sent a segment that only a connection past the handshake sends. */
  get handshakeDone(): boolean {
    return (this.facts & Fact.handshakeDone) !== 0;
  }
  set handshakeDone(holds: boolean) {
    this.note(Fact.handshakeDone, holds);
  }

  /** Its peer acknowledged its SYN, as far as the capture shows; void again when it repeats the SYN. */
  get synAcked(): boolean {
    return (this.facts & Fact.synAcked) !== 0;
  }
  set synAcked(holds: boolean) {
    this.note(Fact.synAcked, holds);
  }

  /** It repeated its SYN and has had no answer. */
  get synUnanswered(): boolean {
    return (this.facts & Fact.synUnanswered) !== 0;
  }
  set synUnanswered(holds: boolean) {
    this.note(Fact.synUnanswered, holds);
  }

  /** Its SYN/ACK acknowledged data (Fast Open, RFC 7413), or the SYN was not captured: it may send data, and FIN, in SYN_RECEIVED. */
  get maySpeakEarly(): boolean {
    return (this.facts & Fact.maySpeakEarly) !== 0;
  }
  set maySpeakEarly(holds: boolean) {
    this.note(Fact.maySpeakEarly, holds);
  }

  get openingAckKnown(): boolean {
    return (this.facts & Fact.openingAckKnown) !== 0;
  }
  set openingAckKnown(holds: boolean) {
    this.note(Fact.openingAckKnown, holds);
  }

  /** After its SYN/ACK it sent a bare ACK, which both SYN_RECEIVED and ESTABLISHED do: the peer's last ACK may have been missed. */
  get openingDoubtful(): boolean {
    return (this.facts & Fact.openingDoubtful) !== 0;
  }
  set openingDoubtful(holds: boolean) {
    this.note(Fact.openingDoubtful, holds);
  }

  get finSent(): boolean {
    return (this.facts & Fact.finSent) !== 0;
  }
  set finSent(holds: boolean) {
    this.note(Fact.finSent, holds);
  }

  /** It sent its FIN again, not having had an acknowledgment. */
  get finRepeated(): boolean {
    return (this.facts & Fact.finRepeated) !== 0;
  }
  set finRepeated(holds: boolean) {
    this.note(Fact.finRepeated, holds);
  }

  /** Its peer acknowledged its FIN, as far as the capture shows; void again when it repeats the FIN. */
  get finAcked(): boolean {
    return (this.facts & Fact.finAcked) !== 0;
  }
  set finAcked(holds: boolean) {
    this.note(Fact.finAcked, holds);
  }

  /** It had received its peer's FIN when it sent its own: it closes passively (CLOSE_WAIT, LAST_ACK). */
  get closesPassively(): boolean {
    return (this.facts & Fact.closesPassively) !== 0;
  }
  set closesPassively(holds: boolean) {
    this.note(Fact.closesPassively, holds);
  }

  /**
   * Everything that it sent since the capture knows it was seen, so that a FIN of its would have been too.
   * False mid-stream, until it sends new data (no end sends data after its FIN), and after a hole.
   */
  get historyKnown(): boolean {
    return (this.facts & Fact.historyKnown) !== 0;
  }
  set historyKnown(holds: boolean) {
    this.note(Fact.historyKnown, holds);
  }

  /** It has data in flight that fill the window or the first congestion window: a close() would not show as a FIN yet. */
  get blocked(): boolean {
    return (this.facts & Fact.blocked) !== 0;
  }
  set blocked(holds: boolean) {
    this.note(Fact.blocked, holds);
  }

  /** It was `blocked` when its peer's FIN came: its own close() may have come before that. */
  get blockedAtPeerFin(): boolean {
    return (this.facts & Fact.blockedAtPeerFin) !== 0;
  }
  set blockedAtPeerFin(holds: boolean) {
    this.note(Fact.blockedAtPeerFin, holds);
  }

  /** Its newest segment was sent again and nothing has acknowledged it since: its congestion window is one segment. */
  get retransmitting(): boolean {
    return (this.facts & Fact.retransmitting) !== 0;
  }
  set retransmitting(holds: boolean) {
    this.note(Fact.retransmitting, holds);
  }

  /** It repeats what the capture saw acknowledged, so the acknowledgment is lost on it; until it sends something new. */
  get missesAck(): boolean {
    return (this.facts & Fact.missesAck) !== 0;
  }
  set missesAck(holds: boolean) {
    this.note(Fact.missesAck, holds);
  }

  /** It acknowledged: `acked` holds. */
  get ackKnown(): boolean {
    return (this.facts & Fact.ackKnown) !== 0;
  }
  set ackKnown(holds: boolean) {
    this.note(Fact.ackKnown, holds);
  }

  get strayAckSeen(): boolean {
    return (this.facts & Fact.strayAckSeen) !== 0;
  }
  set strayAckSeen(holds: boolean) {
    this.note(Fact.strayAckSeen, holds);
  }

  get windowEdgeKnown(): boolean {
    return (this.facts & Fact.windowEdgeKnown) !== 0;
  }
  set windowEdgeKnown(holds: boolean) {
    this.note(Fact.windowEdgeKnown, holds);
  }

  /** Its own packets prove that it received its peer's acknowledgment of its FIN. */
  get knowsFinAcked(): boolean {
    return (this.facts & Fact.knowsFinAcked) !== 0;
  }
  set knowsFinAcked(holds: boolean) {
    this.note(Fact.knowsFinAcked, holds);
  }

  get knowsFinAckedAtValid(): boolean {
    return (this.facts & Fact.knowsFinAckedAtValid) !== 0;
  }
  set knowsFinAckedAtValid(holds: boolean) {
    this.note(Fact.knowsFinAckedAtValid, holds);
  }

  /** It sent an RST that belongs to the connection. */
  get resetSent(): boolean {
    return (this.facts & Fact.resetSent) !== 0;
  }
  set resetSent(holds: boolean) {
    this.note(Fact.resetSent, holds);
  }

  /** It was sent an RST that it will have accepted. */
  get resetReceived(): boolean {
    return (this.facts & Fact.resetReceived) !== 0;
  }
  set resetReceived(holds: boolean) {
    this.note(Fact.resetReceived, holds);
  }

  /** It sends timestamps: `timestamp` holds. */
  get timestampKnown(): boolean {
    return (this.facts & Fact.timestampKnown) !== 0;
  }
  set timestampKnown(holds: boolean) {
    this.note(Fact.timestampKnown, holds);
  }

  /** An ICMP error answered its SYN: connect() has failed. Void again when it repeats the SYN. */
  get unreachable(): boolean {
    return (this.facts & Fact.unreachable) !== 0;
  }
  set unreachable(holds: boolean) {
    this.note(Fact.unreachable, holds);
  }

  /** It repeated its SYN/ACK, and its peer has not answered since. */
  get synAckRepeated(): boolean {
    return (this.facts & Fact.synAckRepeated) !== 0;
  }
  set synAckRepeated(holds: boolean) {
    this.note(Fact.synAckRepeated, holds);
  }

  /** It advertised no window at least once. */
  get zeroWindowSent(): boolean {
    return (this.facts & Fact.zeroWindowSent) !== 0;
  }
  set zeroWindowSent(holds: boolean) {
    this.note(Fact.zeroWindowSent, holds);
  }
}

import { type Seq, seqAdd, seqBefore, toSeq } from '../bytes';

/** A segment on its way: one past its last number, and its payload in bytes. */
interface Sent {
  readonly end: Seq;
  readonly length: number;
}

/** Segments on their way of which sizes are kept, at most: a window of large segments. */
const KEPT = 256;

/** How the data of one end gets through: what had to be sent again, how long it stood still, which sizes arrive. Packets are indices, -1: none. */
export class Delivery {
  /** Data segments, a frame that was recorded twice counted once, and those of them that repeat what was sent before. */
  segments = 0;
  repeated = 0;
  readonly firstRepeats: number[] = [];
  /** The largest payload that was acknowledged, in bytes. */
  largestDelivered = 0;
  /** The longest time without progress while data was sent again: the last packet before it and the one that ended it. */
  stall: { readonly from: number; readonly until: number; readonly seconds: number } | null = null;
  /** The segment that is sent again and again, oldest unacknowledged byte first; null: none. */
  stuck: { readonly seq: Seq; readonly length: number; readonly packets: number[]; until: number } | null =
    null;
  private next: Seq = toSeq(0);
  private nextKnown = false;
  private readonly onTheWay: Sent[] = [];
  private progress = -1;
  private progressTime = Number.NaN;
  private repeatedSince = false;

  /** Data with these numbers goes beyond all data that this end was seen to send. */
  isNew(seq: Seq, length: number): boolean {
    return !this.nextKnown || seqBefore(this.next, seqAdd(seq, length));
  }

  /** This end sent data that it had not sent before. */
  sent(index: number, time: number, seq: Seq, length: number): void {
    this.next = seqAdd(seq, length);
    this.nextKnown = true;
    this.segments++;
    if (this.onTheWay.length === 0) this.moved(index, time);
    if (this.onTheWay.length === KEPT) this.onTheWay.shift();
    this.onTheWay.push({ end: seqAdd(seq, length), length });
  }

  /** It sent a segment again. */
  sentAgain(index: number, time: number, seq: Seq, length: number): void {
    this.segments++;
    this.repeated++;
    if (this.firstRepeats.length < 3) this.firstRepeats.push(index);
    this.repeatedSince = true;
    if (this.stuck?.seq !== seq || this.stuck.length !== length)
      this.stuck = { seq, length, packets: [], until: index };
    this.stuck.until = index;
    if (this.stuck.packets.length < 6) this.stuck.packets.push(index);
    this.noteStall(index, time);
  }

  /** The peer acknowledged what comes before `ack`. */
  acknowledged(index: number, time: number, ack: Seq): void {
    let advanced = false;
    while (this.onTheWay.length > 0 && !seqBefore(ack, this.onTheWay[0].end)) {
      const { length } = this.onTheWay.shift() as Sent;
      this.largestDelivered = Math.max(this.largestDelivered, length);
      advanced = true;
    }
    if (!advanced) return;
    this.noteStall(index, time);
    if (this.stuck !== null && seqBefore(this.stuck.seq, ack)) this.stuck = null;
    this.moved(index, time);
  }

  private moved(index: number, time: number): void {
    this.progress = index;
    this.progressTime = time;
    this.repeatedSince = false;
  }

  private noteStall(index: number, time: number): void {
    if (!this.repeatedSince) return;
    const seconds = time - this.progressTime;
    if (seconds > (this.stall?.seconds ?? 0)) this.stall = { from: this.progress, until: index, seconds };
  }
}

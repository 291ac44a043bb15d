import { type Seq, seqAdd, seqBefore, toSeq } from '../bytes';
import { NO_PACKET, type PacketIndex } from '../tcp';

/** Segments on their way of which sizes are kept, at most: a window of large segments. */
const KEPT = 256;
const NONE: readonly PacketIndex[] = [];

/** How the data of one end gets through: what had to be sent again, how long it stood still, which sizes arrive. Packets are indices, -1: none. */
export class Delivery {
  /** Data segments, a frame that was recorded twice counted once, and those of them that repeat what was sent before. */
  segments = 0;
  repeated = 0;
  firstRepeats: readonly PacketIndex[] = NONE;
  /** The largest payload that was acknowledged, in bytes. */
  largestDelivered = 0;
  /** The longest time without progress while data was sent again: the last packet before it and the one that ended it. */
  stall: { readonly from: PacketIndex; readonly until: PacketIndex; readonly seconds: number } | null = null;
  /** The segment that is sent again and again, oldest unacknowledged byte first; null: none. */
  stuck: {
    readonly seq: Seq;
    readonly length: number;
    readonly packets: PacketIndex[];
    until: PacketIndex;
  } | null = null;
  private next: Seq = toSeq(0);
  private nextKnown = false;
  /** Of each segment on its way: one past its last number, and its payload in bytes; those before `head` have arrived. */
  private ends: Seq[] | null = null;
  private lengths: number[] | null = null;
  private head = 0;
  private progress = NO_PACKET;
  private progressTime = Number.NaN;
  private repeatedSince = false;

  /** The least payload, in bytes, of the segments that are not acknowledged; infinite where there are none. */
  get smallestOnItsWay(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...(this.lengths ?? []).slice(this.head));
  }

  /** Data with these numbers goes beyond all data that this end was seen to send. */
  isNew(seq: Seq, length: number): boolean {
    return !this.nextKnown || seqBefore(this.next, seqAdd(seq, length));
  }

  /** This end sent data that it had not sent before. */
  sent(index: PacketIndex, time: number, seq: Seq, length: number): void {
    this.next = seqAdd(seq, length);
    this.nextKnown = true;
    this.segments++;
    this.ends ??= [];
    this.lengths ??= [];
    if (this.head === this.ends.length) this.moved(index, time);
    if (this.ends.length - this.head === KEPT) this.head++;
    if (this.head >= KEPT || this.head === this.ends.length) this.forgetArrived(this.ends, this.lengths);
    this.ends.push(this.next);
    this.lengths.push(length);
  }

  private forgetArrived(ends: Seq[], lengths: number[]): void {
    ends.splice(0, this.head);
    lengths.splice(0, this.head);
    this.head = 0;
  }

  /** It sent a segment again. */
  sentAgain(index: PacketIndex, time: number, seq: Seq, length: number): void {
    this.segments++;
    this.repeated++;
    if (this.firstRepeats.length < 3) this.firstRepeats = [...this.firstRepeats, index];
    this.repeatedSince = true;
    if (this.stuck?.seq !== seq || this.stuck.length !== length)
      this.stuck = { seq, length, packets: [], until: index };
    this.stuck.until = index;
    if (this.stuck.packets.length < 6) this.stuck.packets.push(index);
    this.noteStall(index, time);
  }

  /** The peer acknowledged what comes before `ack`. */
  acknowledged(index: PacketIndex, time: number, ack: Seq): void {
    const { ends, lengths } = this;
    if (ends === null || lengths === null) return;
    const before = this.head;
    while (this.head < ends.length && !seqBefore(ack, ends[this.head])) {
      this.largestDelivered = Math.max(this.largestDelivered, lengths[this.head]);
      this.head++;
    }
    if (this.head === before) return;
    this.noteStall(index, time);
    if (this.stuck !== null && seqBefore(this.stuck.seq, ack)) this.stuck = null;
    this.moved(index, time);
  }

  /** The recording has a gap, or another clock follows: the time until now is not known. */
  interrupt(): void {
    this.progressTime = Number.NaN;
  }

  private moved(index: PacketIndex, time: number): void {
    this.progress = index;
    this.progressTime = time;
    this.repeatedSince = false;
  }

  private noteStall(index: PacketIndex, time: number): void {
    if (!this.repeatedSince) return;
    const seconds = time - this.progressTime;
    if (seconds > (this.stall?.seconds ?? 0)) this.stall = { from: this.progress, until: index, seconds };
  }
}

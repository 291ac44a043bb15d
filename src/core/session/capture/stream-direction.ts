import type { PacketIndex, Side } from '../../tcp';
import type { StreamPart } from './stream';

/** A segment with data; `seq` relative to the direction's first number. */
export interface StreamSegment {
  readonly seq: number;
  /** Bytes that it had; `bytes` holds those that were captured. */
  readonly length: number;
  readonly index: PacketIndex;
  readonly bytes: Uint8Array;
}

/** Bytes that wait for what is missing before them; what is beyond is told as missing. */
const MOST_HELD = 4 << 20;

/** How far one number is behind another, across 2^32 (RFC 9293 section 3.4). */
const distance = (to: number, from: number): number => (to - from) | 0;

/** What one end sent, put in order: repeated bytes are left out, early ones wait for those before them. */
export class StreamDirection {
  private next: number | null = null;
  private held: StreamSegment[] = [];
  private heldBytes = 0;
  private end: number | null = null;
  private acked: { readonly to: number; readonly index: PacketIndex } | null = null;

  constructor(private readonly from: Side) {}

  /** The number of the first byte, by the SYN. A repeated SYN begins nothing. */
  begin(first: number): void {
    this.next ??= first;
  }

  /** The number of the FIN, which is not a byte. */
  ends(fin: number): void {
    this.end = fin;
  }

  *take(segment: StreamSegment): Generator<StreamPart> {
    this.next ??= segment.seq;
    if (distance(segment.seq, this.next) <= 0) {
      yield* this.deliver(segment);
      yield* this.drain();
      return;
    }
    this.held.push(segment);
    this.held.sort((a, b) => distance(a.seq, b.seq));
    this.heldBytes += segment.length;
    if (this.heldBytes > MOST_HELD) yield* this.skipTo(this.held[0].seq, this.held[0].index);
  }

  /** The peer has all before this number: what is not here was not recorded. */
  *acknowledged(to: number, index: PacketIndex): Generator<StreamPart> {
    if (this.acked === null || distance(to, this.acked.to) > 0) this.acked = { to, index };
    while (this.next !== null && this.held.length > 0 && distance(to, this.held[0].seq) >= 0)
      yield* this.skipTo(this.held[0].seq, this.held[0].index);
  }

  /** What still waits when the recording ends, and what was acknowledged and never seen. */
  *rest(): Generator<StreamPart> {
    while (this.held.length > 0) yield* this.skipTo(this.held[0].seq, this.held[0].index);
    const { acked, next, end } = this;
    if (acked === null || next === null) return;
    const last = end !== null && distance(acked.to, end) > 0 ? end : acked.to;
    // The acknowledgment of a FIN that was not recorded takes a number, too.
    const unseen = distance(last, next) - (end === null ? 1 : 0);
    if (unseen > 0) yield this.hole(unseen, acked.index);
  }

  private *skipTo(seq: number, index: PacketIndex): Generator<StreamPart> {
    const missing = distance(seq, this.next ?? seq);
    if (missing > 0) yield this.hole(missing, index);
    this.next = seq;
    yield* this.drain();
  }

  private *drain(): Generator<StreamPart> {
    while (this.held.length > 0 && distance(this.held[0].seq, this.next ?? 0) <= 0) {
      const segment = this.held.shift() as StreamSegment;
      this.heldBytes -= segment.length;
      yield* this.deliver(segment);
    }
  }

  /** The bytes of a segment that are new. */
  private *deliver({ seq, length, index, bytes }: StreamSegment): Generator<StreamPart> {
    const old = distance(this.next ?? seq, seq);
    if (old >= length) return;
    const fresh = bytes.subarray(Math.min(old, bytes.length));
    const missing = length - old - fresh.length;
    this.next = seq + length;
    yield { index, from: this.from, bytes: fresh, missing, cut: missing > 0 };
  }

  private hole(missing: number, index: PacketIndex): StreamPart {
    return { index, from: this.from, bytes: new Uint8Array(0), missing, cut: false };
  }
}

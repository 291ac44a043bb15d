import { type Seq, seqAdd, seqBefore, seqDiff, toSeq } from '../../bytes';
import { PacketKind, type Segment } from '../../decode';
import { TcpFlag } from '../../tcp';
import { ConversationTable, Slot } from './conversation-table';

/** Bits of a conversation's `known` slot. The second of each pair is direction 1's: shift by the direction. */
const Known = {
  /** The direction's offset is known, so that its given numbers are absolute. */
  offset: 0x01,
  /** The direction's next number is known. */
  next: 0x04,
  /** The direction's numbers were given as printed, from a base that is not in the log. */
  relative: 0x10,
  /** tcpdump has this conversation in its table: it prints differences. */
  open: 0x40,
} as const;

/**
 * Below this, a first number is more likely a difference in a log whose beginning is missing than an absolute number:
 * initial sequence numbers are spread over 2^32 (RFC 9293 section 3.4.1).
 */
const SMALL = 1 << 22;

/** One reading of a number beats another when it comes this many times nearer to what was expected. */
const CLEARLY = 16;
/** Nearer than this, no reading is doubted: retransmissions and windows. */
const CLOSE = 4096;

/** What is known of tcpdump's way of printing in one run. */
export interface RunNumbers {
  /** Every packet that tcpdump printed is in the log, from its first on; null: nothing says so, nor that it is not. */
  complete: boolean | null;
  /** The run's first doubtful packets were weighed, and whether they told. */
  judged: boolean;
  proven: boolean;
  /** Segments that only make sense as printed: with -S, all of them. */
  absoluteVotes: number;
  /** Segments that only make sense as differences. */
  differenceVotes: number;
}

/**
 * Makes the printed sequence numbers absolute, by undoing what tcpdump does (print-tcp.c): it remembers, for each
 * conversation, the numbers of the first segment that has the ACK bit, and those of every SYN that has it; it prints
 * that segment's own numbers as they are, and all later ones with the ACK bit as differences. A segment without ACK is
 * printed as it is and remembered nowhere. -S prints everything as it is.
 *
 * A log may be cut, filtered, or made of several runs, so the rule is checked against the number expected next: the
 * reading that comes clearly nearer wins. Where no base is known the printed numbers are given (`absolute` false).
 */
export class SequenceResolver {
  private readonly table = new ConversationTable();
  private run = 1;
  private numbers: RunNumbers = unknownRun(null);

  // The conversation of the segment at hand.
  private row = 0;
  private from = 0;
  private to = 1;

  /** Another run of tcpdump: its table is empty again. */
  beginRun(complete: boolean): void {
    this.run++;
    this.numbers = unknownRun(complete);
  }

  /** The log shows the run's first packet. */
  markComplete(): void {
    this.numbers.complete ??= true;
  }

  /** Says how the first numbers of this run's conversations are printed, as its packets showed; null: they did not. */
  judge(complete: boolean | null): void {
    this.numbers.complete = complete ?? this.numbers.complete ?? false;
    this.numbers.judged = true;
    this.numbers.proven = complete !== null;
  }

  /**
   * Whether it is open how this segment's numbers, its conversation's first, are printed. Later segments tell. Also
   * behind a line that says where the run begins: what follows it may have been filtered.
   */
  doubts(segment: Segment): boolean {
    if (this.numbers.judged || !segment.flagsKnown || (segment.flags & TcpFlag.SYN) !== 0) return false;
    if ((segment.flags & TcpFlag.ACK) === 0) return false;
    this.locate(segment);
    return !this.isOpen() && !this.isExpected(segment) && isSmall(segment);
  }

  resolve(segment: Segment): void {
    if (segment.kind !== PacketKind.tcp || !segment.flagsKnown) return;
    this.locate(segment);
    if (segment.ackDoubtful) this.confirmAck(segment);
    if ((segment.flags & TcpFlag.SYN) !== 0) this.synchronize(segment);
    else if ((segment.flags & TcpFlag.ACK) === 0) this.withoutAck(segment);
    else if (this.isOpen()) this.later(segment);
    else this.first(segment);
  }

  private locate(segment: Segment): void {
    this.row = this.table.find(segment);
    this.from = this.table.reversed;
    this.to = 1 - this.from;
  }

  /** A number whose last digits may be cut off is whole where it is the very next one of the other direction. */
  private confirmAck(segment: Segment): void {
    const { to } = this;
    if (!this.has(Known.next << to)) return;
    const next = this.next(to);
    segment.ackKnown = segment.ack === next || seqAdd(segment.ack, this.offset(to)) === next;
    segment.ackDoubtful = !segment.ackKnown;
  }

  /** SYN: printed as it is. With ACK, it is what tcpdump measures from. */
  private synchronize(segment: Segment): void {
    segment.absolute = true;
    if (!segment.seqKnown) return;
    const { from, to } = this;
    if (segment.ackKnown) {
      this.open();
      this.setOffset(from, segment.seq);
      this.setOffset(to, seqAdd(segment.ack, -1));
      this.clear(Known.relative << from);
      this.clear(Known.relative << to);
      this.setNext(to, segment.ack);
    } else if (this.isFresh(segment)) {
      // A new connection on the same ports: the old numbers say nothing of it.
      this.clear(Known.next << to);
      this.clear(Known.relative << from);
      this.clear(Known.relative << to);
    }
    this.setNext(from, seqAdd(segment.seq, segment.length + 1));
    this.table.values[this.row + Slot.initial0 + from] = segment.seq;
    this.table.values[this.row + Slot.synRun0 + from] = this.run;
    this.resolveSack(segment, this.offset(to));
  }

  /** Not the retransmission of the SYN that is known. */
  private isFresh(segment: Segment): boolean {
    return (
      !this.has(Known.next << this.from) || this.next(this.from) !== seqAdd(segment.seq, segment.length + 1)
    );
  }

  private withoutAck(segment: Segment): void {
    segment.absolute = true;
    if (segment.seqKnown && !this.has(Known.relative << this.from)) this.advance(this.from, segment);
  }

  /** The first segment with ACK in this run: printed as it is, unless the log's beginning is missing. */
  private first(segment: Segment): void {
    const { from, to } = this;
    this.open();
    this.clear(Known.offset << from);
    this.clear(Known.offset << to);
    if (this.isDifference(segment)) {
      this.joinMidway(segment);
      return;
    }
    const sender = segment.seqKnown ? segment.seq : this.has(Known.next << from) ? this.next(from) : null;
    if (sender !== null && !this.has(Known.relative << from)) this.setOffset(from, sender);
    if (segment.ackKnown) this.setOffset(to, seqAdd(segment.ack, -1));
    segment.absolute = true;
    this.clear(Known.relative << to);
    if (segment.seqKnown) this.clear(Known.relative << from);
    this.resolveSack(segment, this.offset(to));
    this.advanceBoth(segment);
  }

  /** Whether the numbers of a conversation's first segment can only be differences from a base before the log. */
  private isDifference(segment: Segment): boolean {
    const { complete, proven } = this.numbers;
    if (this.isExpected(segment)) return false;
    // What `1` acknowledges is the SYN: behind a header, its line was filtered out.
    if (complete === true) return !proven && segment.ackKnown && segment.ack === 1;
    return isSmall(segment);
  }

  /** The numbers as printed go on from what is known of the conversation. */
  private isExpected(segment: Segment): boolean {
    const near = this.expected(segment, 0, 0);
    return near >= 0 && near < CLOSE;
  }

  /** The log begins behind what tcpdump measured from. A SYN in the log still tells the sender's base. */
  private joinMidway(segment: Segment): void {
    for (const direction of [this.from, this.to]) {
      if (this.table.values[this.row + Slot.synRun0 + direction] === this.run)
        this.setOffset(direction, toSeq(this.table.values[this.row + Slot.initial0 + direction]));
      else this.set(Known.relative << direction);
    }
    this.giveDifferences(segment);
  }

  /** A segment with ACK in a conversation that tcpdump has in its table. */
  private later(segment: Segment): void {
    if (this.isPrintedAsIs(segment)) {
      if (segment.seqKnown) this.setOffset(this.from, segment.seq);
      if (segment.ackKnown) this.setOffset(this.to, seqAdd(segment.ack, -1));
      segment.absolute = !this.isRelative(segment);
      this.advanceBoth(segment);
      return;
    }
    this.giveDifferences(segment);
  }

  /** -S, or tcpdump was started again without a line that says so: as printed, the numbers come clearly nearer. */
  private isPrintedAsIs(segment: Segment): boolean {
    const { numbers } = this;
    const asDifference = this.expected(segment, this.offset(this.from), this.offset(this.to));
    const asIs = this.expected(segment, 0, 0);
    const leaning = numbers.absoluteVotes > 8 * numbers.differenceVotes;
    const proven = leaning && numbers.absoluteVotes > 3;
    if (asIs < 0 || asDifference < 0) return proven;
    if (asDifference > CLOSE && asIs < SMALL && asIs * CLEARLY < asDifference) {
      numbers.absoluteVotes++;
      return true;
    }
    if (asIs > CLOSE && asDifference * CLEARLY < asIs) {
      numbers.differenceVotes++;
      return false;
    }
    // About to wrap, base and difference are near each other: only one of the two readings fits to the byte.
    if (asIs === 0 && asDifference > 0) {
      numbers.absoluteVotes++;
      return true;
    }
    return proven || (leaning && asIs <= asDifference);
  }

  /** The greater distance of the shown numbers, read with these offsets, from what is expected; -1: nothing to compare. */
  private expected(segment: Segment, fromOffset: number, toOffset: number): number {
    let distance = -1;
    if (segment.seqKnown && this.has(Known.next << this.from))
      distance = away(seqAdd(segment.seq, fromOffset), this.next(this.from));
    if (segment.ackKnown && this.has(Known.next << this.to))
      distance = Math.max(distance, away(seqAdd(segment.ack, toOffset), this.next(this.to)));
    return distance;
  }

  private giveDifferences(segment: Segment): void {
    const { from, to } = this;
    if (segment.seqKnown && !this.has(Known.offset << from)) this.set(Known.relative << from);
    if (segment.ackKnown && !this.has(Known.offset << to)) this.set(Known.relative << to);
    segment.absolute = !this.isRelative(segment);
    segment.seq = seqAdd(segment.seq, this.offset(from));
    segment.ack = seqAdd(segment.ack, this.offset(to));
    this.resolveSack(segment, this.offset(to));
    this.advanceBoth(segment);
  }

  private isRelative(segment: Segment): boolean {
    return (
      (segment.seqKnown && this.has(Known.relative << this.from)) ||
      (segment.ackKnown && this.has(Known.relative << this.to))
    );
  }

  /** SACK edges are measured from the base of the acknowledgment, also in the segment that sets it. */
  private resolveSack(segment: Segment, offset: number): void {
    for (let i = 0; i < 2 * segment.sackCount; i++) {
      const edge = segment.sack[i] as Seq;
      const measured = seqAdd(edge, offset);
      const asIs = away(edge, segment.ack);
      // With -S the segment that opens a conversation shows absolute edges.
      if (asIs >= SMALL || away(measured, segment.ack) <= asIs * CLEARLY) segment.sack[i] = measured;
    }
  }

  private advanceBoth(segment: Segment): void {
    if (segment.seqKnown) this.advance(this.from, segment);
    if (segment.ackKnown && this.isAhead(this.to, segment.ack)) this.setNext(this.to, segment.ack);
  }

  private advance(direction: number, segment: Segment): void {
    const fin = (segment.flags & TcpFlag.FIN) !== 0 ? 1 : 0;
    const end = seqAdd(segment.seq, (segment.lengthKnown ? segment.length : 0) + fin);
    if (this.isAhead(direction, end)) this.setNext(direction, end);
  }

  private isAhead(direction: number, seq: Seq): boolean {
    return !this.has(Known.next << direction) || seqBefore(this.next(direction), seq);
  }

  private isOpen(): boolean {
    return this.has(Known.open) && this.table.values[this.row + Slot.run] === this.run;
  }

  private open(): void {
    this.set(Known.open);
    this.table.values[this.row + Slot.run] = this.run;
  }

  private offset(direction: number): number {
    return this.has(Known.offset << direction) ? this.table.values[this.row + Slot.offset0 + direction] : 0;
  }

  private setOffset(direction: number, offset: Seq): void {
    this.table.values[this.row + Slot.offset0 + direction] = offset;
    this.set(Known.offset << direction);
  }

  private next(direction: number): Seq {
    return toSeq(this.table.values[this.row + Slot.next0 + direction]);
  }

  private setNext(direction: number, next: Seq): void {
    this.table.values[this.row + Slot.next0 + direction] = next;
    this.set(Known.next << direction);
  }

  private has(bit: number): boolean {
    return (this.table.values[this.row + Slot.known] & bit) !== 0;
  }

  private set(bit: number): void {
    this.table.values[this.row + Slot.known] |= bit;
  }

  private clear(bit: number): void {
    this.table.values[this.row + Slot.known] &= ~bit;
  }
}

/** ACK with the number 0 is no difference: what tcpdump measures from lies one below the first acknowledgment. */
function isSmall(segment: Segment): boolean {
  if (segment.ackKnown && segment.ack === 0) return false;
  return (segment.ackKnown && segment.ack >>> 0 < SMALL) || (segment.seqKnown && segment.seq >>> 0 < SMALL);
}

const unknownRun = (complete: boolean | null): RunNumbers => ({
  complete,
  judged: false,
  proven: false,
  absoluteVotes: 0,
  differenceVotes: 0,
});

const away = (a: Seq, b: Seq): number => Math.abs(seqDiff(a, b));

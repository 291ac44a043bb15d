import { type Seq, seqDiff, seqToNumber } from '../../bytes';
import { PacketKind, type Segment } from '../../decode';
import { TcpFlag } from '../../tcp';
import { type PrintedTime, TimeStyle } from './printed-time';

/** One reading beats the other when it comes this many times nearer. */
const CLEARLY = 4;

/** A clock's disorder: packets of several processors, printed a little late (seconds). */
const DISORDER = 0.01;

/** Where a conversation stands if its first segment is read as printed. */
interface Start {
  readonly fromLow: boolean;
  seqBase: Seq | null;
  ackBase: Seq;
  seqNext: Seq | null;
  ackNext: Seq;
}

/** What a run's first packets, as printed, tell of how tcpdump was run. */
export class StartEvidence {
  private first: PrintedTime | null = null;
  private last = 0;
  private steps = 0;
  private backward = 0;
  private largeBackward = 0;
  private complete = 0;
  private missing = 0;
  private readonly starts = new Map<string, Start | null>();

  add(segment: Segment, time: PrintedTime): void {
    if (time.style === TimeStyle.clock) this.addTime(time);
    if (segment.kind === PacketKind.tcp && segment.flagsKnown) this.addNumbers(segment);
  }

  /**
   * -ttt: every time is the difference from the packet before, so they go up and down. A clock, and -ttttt, only go up
   * but for some disorder. Two packets tell nothing: both styles print the same.
   */
  areDifferences(): boolean {
    if (this.backward === 0 || this.first === null) return false;
    const fromZero = this.first.seconds === 0 && this.first.nanoseconds === 0;
    if (fromZero || this.first.signed) return this.largeBackward > 0 || this.backward * 8 > this.steps;
    return this.backward * 3 > this.steps && this.steps > 3;
  }

  /** Whether the first segments were printed as they are: true, false (differences from before the log), or null. */
  isComplete(): boolean | null {
    return this.complete === this.missing ? null : this.complete > this.missing;
  }

  private addTime(time: PrintedTime): void {
    const now = (time.negative ? -1 : 1) * (time.seconds + time.nanoseconds / 1e9);
    if (this.first === null) this.first = time;
    else {
      this.steps++;
      if (now < this.last) this.backward++;
      if (now < this.last - DISORDER || now * 2 < this.last) this.largeBackward++;
    }
    this.last = now;
  }

  private addNumbers(segment: Segment): void {
    const key = conversationKey(segment);
    const known = this.starts.get(key);
    if (known === undefined) {
      const start = startOf(segment);
      if (start !== null) this.starts.set(key, start);
    } else if (known !== null) {
      this.vote(known, segment);
      this.starts.set(key, null);
    }
  }

  /** The second segment is near to what the first leads to, either as a difference from it or as printed. */
  private vote(start: Start, segment: Segment): void {
    const same = isFromLow(segment) === start.fromLow;
    const asDifference = distance(segment, same, start, start.seqBase, start.ackBase);
    const asPrinted = distance(segment, same, start, null, null);
    if (asDifference < 0 || asPrinted < 0) return;
    if (asDifference * CLEARLY < asPrinted) this.complete++;
    else if (asPrinted * CLEARLY < asDifference) this.missing++;
  }
}

/** Null: a segment without ACK is no beginning for tcpdump, and a SYN with it leaves no doubt. */
function startOf(segment: Segment): Start | null {
  if (!segment.ackKnown || (segment.flags & TcpFlag.SYN) !== 0) return null;
  const seq = segment.seqKnown ? segment.seq : null;
  return {
    fromLow: isFromLow(segment),
    seqBase: seq,
    ackBase: ((segment.ack - 1) | 0) as Seq,
    seqNext: seq === null ? null : (((seq + segment.length) | 0) as Seq),
    ackNext: segment.ack,
  };
}

/** The greatest distance of the numbers, read with these bases (null: as printed), from what is next; -1: none to compare. */
function distance(s: Segment, same: boolean, start: Start, seqBase: Seq | null, ackBase: Seq | null): number {
  const [seqNext, ackNext] = same ? [start.seqNext, start.ackNext] : [start.ackNext, start.seqNext];
  const [forSeq, forAck] = same ? [seqBase, ackBase] : [ackBase, seqBase];
  let most = -1;
  if (s.seqKnown && seqNext !== null) most = away(s.seq, forSeq, seqNext);
  if (s.ackKnown && ackNext !== null) most = Math.max(most, away(s.ack, forAck, ackNext));
  return most;
}

const away = (printed: Seq, base: Seq | null, next: Seq): number =>
  Math.abs(seqDiff(((printed + (base ?? 0)) | 0) as Seq, next));

const isFromLow = (s: Segment): boolean =>
  s.sourcePort !== s.destinationPort
    ? s.sourcePort < s.destinationPort
    : seqToNumber(s.source3 as Seq) < seqToNumber(s.destination3 as Seq);

function conversationKey(s: Segment): string {
  const source = `${s.source0} ${s.source1} ${s.source2} ${s.source3} ${s.sourcePort}`;
  const destination = `${s.destination0} ${s.destination1} ${s.destination2} ${s.destination3} ${s.destinationPort}`;
  return isFromLow(s) ? `${source} ${destination}` : `${destination} ${source}`;
}

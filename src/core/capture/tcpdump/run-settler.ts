import { PacketKind, Segment } from '../../decode';
import type { CaptureSink } from '../capture-reader';
import type { PrintedPacket } from './printed-packet';
import { PrintedTime, TimeStyle } from './printed-time';
import { RunClock } from './run-clock';
import { SequenceResolver } from './sequence-resolver';
import { StartEvidence } from './start-evidence';

/** What is held back while a run's first packets are weighed. */
const MAX_HELD_PACKETS = 48;
const MAX_HELD_EVENTS = 1500;
const MAX_HELD_CHARACTERS = 1 << 20;

const HOUR = 3600;

interface HeldPacket {
  readonly segment: Segment;
  readonly time: PrintedTime;
}

/**
 * Gives each packet its time and its absolute numbers. Two things show only after some packets of a run: whether clock
 * times are differences (-ttt), and whether the log's beginning is missing, so that the first numbers are differences
 * too. Where either is in doubt everything is held back until it is settled, a few dozen packets at most.
 */
export class RunSettler {
  private readonly clock = new RunClock();
  private readonly resolver = new SequenceResolver();
  private evidence = new StartEvidence();
  private clockKnown = false;
  private numbersDoubted = false;
  private held: (() => void)[] = [];
  private heldPackets: HeldPacket[] = [];
  private heldCharacters = 0;
  private holding = false;

  constructor(private readonly sink: CaptureSink) {}

  get isHolding(): boolean {
    return this.holding;
  }

  /** A line of tcpdump's says that it starts: everything it printed from here on is in the log. */
  beginRun(): void {
    this.release();
    this.resolver.beginRun(true);
    this.clock.begin();
    this.clockKnown = false;
  }

  /** Passes on what is no packet, in its order. */
  pass(characters: number, deliver: () => void): void {
    if (!this.holding) {
      deliver();
      return;
    }
    this.held.push(deliver);
    this.heldCharacters += characters;
    if (this.held.length > MAX_HELD_EVENTS || this.heldCharacters > MAX_HELD_CHARACTERS) this.release();
  }

  packet(printed: PrintedPacket, firstLine: number, headerLine: number): void {
    const { segment, time, number } = printed;
    if (number === 1) this.resolver.markComplete();
    const doubted = this.doubts(segment, time);
    if (!this.holding && !doubted) {
      this.settle(segment, time);
      this.sink.textPacket(segment, firstLine, headerLine, number);
      return;
    }
    this.hold(segment, time, firstLine, headerLine, number);
  }

  /** Hands over all that is held back, settled by what is known now. */
  release(): void {
    if (!this.holding) return;
    this.holding = false;
    this.clock.differences = this.evidence.areDifferences();
    this.clockKnown = true;
    if (this.numbersDoubted) this.resolver.judge(this.evidence.isComplete());
    this.numbersDoubted = false;
    const { held } = this;
    this.held = [];
    this.heldPackets = [];
    this.heldCharacters = 0;
    for (const deliver of held) deliver();
  }

  private settle(segment: Segment, time: PrintedTime): void {
    this.clock.apply(time, segment);
    this.resolver.resolve(segment);
  }

  private doubts(segment: Segment, time: PrintedTime): boolean {
    this.numbersDoubted ||= segment.kind === PacketKind.tcp && this.resolver.doubts(segment);
    return this.doubtsClock(time) || this.numbersDoubted;
  }

  /** Only a clock that begins in its first hour, or with a blank or a sign, may show differences. */
  private doubtsClock(time: PrintedTime): boolean {
    if (this.clockKnown || time.style !== TimeStyle.clock) return false;
    this.clockKnown = true;
    this.clock.differences = false;
    return time.seconds < HOUR || time.negative;
  }

  private hold(
    segment: Segment,
    time: PrintedTime,
    firstLine: number,
    headerLine: number,
    number: number,
  ): void {
    if (!this.holding) this.evidence = new StartEvidence();
    this.holding = true;
    const copy = { segment: copySegment(segment), time: copyTime(time) };
    this.heldPackets.push(copy);
    this.held.push(() => {
      this.settle(copy.segment, copy.time);
      this.sink.textPacket(copy.segment, firstLine, headerLine, number);
    });
    this.evidence.add(copy.segment, copy.time);
    if (this.heldPackets.length >= MAX_HELD_PACKETS) this.release();
  }
}

function copySegment(segment: Segment): Segment {
  const copy = new Segment();
  const { sack, quoted, ...rest } = segment;
  Object.assign(copy, rest);
  copy.quoted.copyFrom(quoted);
  copy.sack.set(sack);
  return copy;
}

const copyTime = (time: PrintedTime): PrintedTime => Object.assign(new PrintedTime(), time);

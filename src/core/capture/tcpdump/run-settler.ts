import { PacketKind, Segment } from '../../decode';
import type { LineIndex } from '../../text';
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

/** Where a row stands, what number it shows (-1: none), and whether it waits for what comes later. */
export interface RowPlace {
  readonly firstLine: LineIndex;
  readonly headerLine: LineIndex;
  readonly number: number;
  readonly holds: boolean;
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
  private heldPackets = 0;
  private heldCharacters = 0;
  private holding = false;
  private clockDoubted = false;

  constructor(private readonly sink: CaptureSink) {}

  get isHolding(): boolean {
    return this.holding;
  }

  /** Packets are held back until it shows whether their times are differences. */
  get weighsClock(): boolean {
    return this.clockDoubted && this.heldPackets < MAX_HELD_PACKETS;
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

  /** The row that comes next shows neither ports nor flags. */
  rowWithoutPorts(): void {
    this.pass(0, () => this.sink.rowWithoutPorts?.());
  }

  packet(printed: PrintedPacket, firstLine: LineIndex, headerLine: LineIndex): void {
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

  /**
   * A packet that needs no base for its numbers. `holds`: what comes later may say more of it, or of one before, so it
   * and all behind it wait for `release`; then its copy is returned, which may be filled in until then.
   */
  row(segment: Segment, time: PrintedTime, place: RowPlace): Segment | null {
    const { firstLine, headerLine, number } = place;
    if (!this.holding && !place.holds && !this.doubtsClock(time)) {
      this.clock.apply(time, segment);
      this.sink.textPacket(segment, firstLine, headerLine, number);
      return null;
    }
    const copy = copySegment(segment);
    this.keep(copy, time, (held, its) => {
      this.clock.apply(its, held);
      this.sink.textPacket(held, firstLine, headerLine, number);
    });
    return copy;
  }

  /** Hands over all that is held back, settled by what is known now. */
  release(): void {
    if (!this.holding) return;
    this.holding = false;
    this.clock.differences = this.evidence.areDifferences();
    this.clockKnown = true;
    this.clockDoubted = false;
    if (this.numbersDoubted) this.resolver.judge(this.evidence.isComplete());
    this.numbersDoubted = false;
    const { held } = this;
    this.held = [];
    this.heldPackets = 0;
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
    this.clockDoubted = time.seconds < HOUR || time.negative;
    return this.clockDoubted;
  }

  private hold(
    segment: Segment,
    time: PrintedTime,
    firstLine: LineIndex,
    headerLine: LineIndex,
    number: number,
  ): void {
    this.keep(copySegment(segment), time, (held, its) => {
      this.settle(held, its);
      this.sink.textPacket(held, firstLine, headerLine, number);
    });
    if (this.heldPackets >= MAX_HELD_PACKETS) this.release();
  }

  private keep(
    segment: Segment,
    printed: PrintedTime,
    deliver: (held: Segment, its: PrintedTime) => void,
  ): void {
    if (!this.holding) this.evidence = new StartEvidence();
    this.holding = true;
    const time = copyTime(printed);
    this.heldPackets++;
    this.held.push(() => deliver(segment, time));
    this.evidence.add(segment, time);
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

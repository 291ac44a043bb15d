import type { Segment } from '../../decode';
import { type PrintedTime, TimeStyle } from './printed-time';

const DAY = 86400;
/** A clock that goes back by more than this has passed midnight; less is disorder, a set clock or the end of summer time. */
const MIDNIGHT_STEP = 2 * 3600;
/** Seconds on both sides of midnight within which a packet printed late belongs to the day before. */
const STRAGGLE = 5;
const NANO = 1_000_000_000;

/**
 * Turns the times of one run into seconds that go on: a clock past midnight past 86400, differences (-ttt) summed up.
 * Times with a date stay what they are. Times before the first packet (-ttttt) are 0: columns hold no negative ones.
 */
export class RunClock {
  /** The clock's values are differences from the packet before. */
  differences = false;
  private day = 0;
  private last = -1;
  private sum = 0;
  private sumNanoseconds = 0;

  /** A new run: differences go on from where they were, a clock keeps its day unless it is set anew. */
  begin(): void {
    this.differences = false;
  }

  apply(time: PrintedTime, segment: Segment): void {
    segment.timeKnown = time.style !== TimeStyle.none;
    segment.timeDigits = time.digits;
    if (time.style === TimeStyle.clock && !this.differences) this.clock(time, segment);
    else if (time.style === TimeStyle.oldDelta || time.style === TimeStyle.clock)
      this.difference(time, segment);
    else {
      segment.seconds = time.seconds;
      segment.nanoseconds = time.nanoseconds;
    }
  }

  private clock(time: PrintedTime, segment: Segment): void {
    if (time.negative) {
      segment.seconds = segment.nanoseconds = 0;
      return;
    }
    if (this.last >= 0 && this.last - time.seconds > MIDNIGHT_STEP) this.day += DAY;
    else if (this.day > 0 && this.last < STRAGGLE && time.seconds >= DAY - STRAGGLE && time.seconds < DAY) {
      // A straggler from before midnight, printed after it.
      segment.seconds = this.day - DAY + time.seconds;
      segment.nanoseconds = time.nanoseconds;
      return;
    }
    this.last = time.seconds;
    segment.seconds = this.day + time.seconds;
    segment.nanoseconds = time.nanoseconds;
  }

  private difference(time: PrintedTime, segment: Segment): void {
    const sign = time.negative ? -1 : 1;
    this.sum += sign * time.seconds;
    this.sumNanoseconds += sign * time.nanoseconds;
    if (this.sumNanoseconds >= NANO) {
      this.sumNanoseconds -= NANO;
      this.sum++;
    } else if (this.sumNanoseconds < 0) {
      this.sumNanoseconds += NANO;
      this.sum--;
    }
    const negative = this.sum < 0;
    segment.seconds = negative ? 0 : this.sum;
    segment.nanoseconds = negative ? 0 : this.sumNanoseconds;
  }
}

/** Milliseconds that went by, from any moment on; best those in which the processor worked. */
export type Clock = () => number;

/** Most questions between two looks at the clock, which costs more than most steps of the work. */
const QUESTIONS = 32;
/** Milliseconds between two looks beyond which there are to be fewer questions between them. */
const OFTEN_ENOUGH = 20;

/** The time that some work may take. The work asks often whether it is spent, and stops then. */
export class Allowance {
  private readonly end: number;
  /** Until the next look. */
  private questions = QUESTIONS;
  private interval = QUESTIONS;
  private looked: number;
  private spent = false;

  constructor(
    private readonly clock: Clock,
    milliseconds: number,
    /** How much of it one of several things may take that it is for. */
    private readonly each = Number.POSITIVE_INFINITY,
  ) {
    this.looked = clock();
    this.end = this.looked + milliseconds;
    this.spent = milliseconds <= 0;
  }

  /** Once true it stays so. */
  get isSpent(): boolean {
    if (!this.spent && --this.questions <= 0) this.look();
    return this.spent;
  }

  /** Steps of the work that take long are asked about more often. */
  private look(): void {
    const now = this.clock();
    const isLong = now - this.looked > OFTEN_ENOUGH;
    this.interval = isLong ? Math.max(1, this.interval >> 1) : Math.min(QUESTIONS, this.interval << 1);
    this.questions = this.interval;
    this.looked = now;
    this.spent = now >= this.end;
  }

  /** The part of it for one of several things that it is for. */
  forOne(): Allowance {
    return new Allowance(this.clock, Math.min(this.each, this.end - this.clock()));
  }

  /** A part of what is left, for a first try. */
  share(part: number): Allowance {
    return new Allowance(this.clock, (this.end - this.clock()) * part, this.each);
  }

  /** Throws an OutOfTime where it is spent. */
  demand(): void {
    if (this.isSpent) throw new OutOfTime('the time for a file is spent');
  }
}

/** Thrown out of work that is worth nothing when it is not done to its end. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** For work that ends soon anyway. */
export const UNLIMITED = new Allowance(() => 0, Number.POSITIVE_INFINITY);

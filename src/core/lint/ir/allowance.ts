/** Milliseconds that went by, from any moment on; best those in which the processor worked. */
export type Clock = () => number;

/** Questions between two looks at the clock, which costs more than most steps of the work. */
const QUESTIONS = 32;

/** The time that some work may take. The work asks often whether it is spent, and stops then. */
export class Allowance {
  private readonly end: number;
  private questions = 0;
  private spent = false;

  constructor(
    private readonly clock: Clock,
    milliseconds: number,
  ) {
    this.end = clock() + milliseconds;
    this.spent = milliseconds <= 0;
  }

  /** Once true it stays so. */
  get isSpent(): boolean {
    if (!this.spent && ++this.questions % QUESTIONS === 0) this.spent = this.clock() >= this.end;
    return this.spent;
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

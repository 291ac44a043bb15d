import { Allowance, type Clock } from './ir';

/** How long the linter may work, in milliseconds of a clock. */
export interface Limits {
  readonly clock: Clock;
  /** On the paths of one function. */
  readonly function: number;
  /** On one file: its functions lowered and followed, all together. A large one has more, see `LARGE`. */
  readonly file: number;
}

/** What of a file's time is kept for functions that take no time: those beside others that spent the rest. */
const KEPT_BACK = 1 / 4;
/** And of a function's time, how much of that one of them may take. */
const LITTLE = 1 / 100;

/** Characters that a person's file seldom has: one that has more has as many times the time, up to `MOST_TIMES`. */
const LARGE = 500_000;
const MOST_TIMES = 3;

/** Far beyond what the code that people write takes: the slowest function of redis takes a tenth of it. */
export const LIMITS: Limits = { clock: () => Date.now(), function: 2500, file: 8000 };

/** Keeps account of what was spent on each file. */
export class Account {
  private readonly spent = new Map<string, number>();
  /** By the file, how many times the time of another one it has. */
  private readonly times = new Map<string, number>();

  constructor(private readonly limits: Limits) {}

  /** A file that changed begins anew; of this many characters it is now. */
  open(file: string, length = 0): void {
    this.spent.delete(file);
    this.times.set(file, Math.min(MOST_TIMES, Math.max(1, length / LARGE)));
  }

  /** Works on a file, or on one of its functions, with what is left of its time. */
  spend<T>(file: string, on: 'file' | 'function', work: (allowance: Allowance) => T): T {
    const { clock } = this.limits;
    const before = this.spent.get(file) ?? 0;
    const began = clock();
    try {
      return work(
        new Allowance(
          clock,
          this.timeFor(on, before, this.limits.file * (this.times.get(file) ?? 1)),
          this.limits.function,
        ),
      );
    } finally {
      this.spent.set(file, before + clock() - began);
    }
  }

  private timeFor(on: 'file' | 'function', spent: number, file: number): number {
    const left = file * (1 - KEPT_BACK) - spent;
    if (on === 'file') return left;
    const little = Math.min(this.limits.function * LITTLE, file - spent);
    return Math.min(this.limits.function, Math.max(left, little));
  }
}

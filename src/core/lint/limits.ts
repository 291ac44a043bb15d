import { Allowance, type Clock } from './ir';

/** How long the linter may work, in milliseconds of a clock. */
export interface Limits {
  readonly clock: Clock;
  /** On the paths of one function. */
  readonly function: number;
  /** On one file: its functions lowered and followed, all together. */
  readonly file: number;
}

/** Far beyond what the code that people write takes: the slowest function of redis takes a tenth of it. */
export const LIMITS: Limits = { clock: () => Date.now(), function: 2500, file: 8000 };

/** Keeps account of what was spent on each file. */
export class Account {
  private readonly spent = new Map<string, number>();

  constructor(private readonly limits: Limits) {}

  /** A file that changed begins anew. */
  open(file: string): void {
    this.spent.delete(file);
  }

  /** Works on a file, or on one of its functions, with what is left of its time. */
  spend<T>(file: string, on: 'file' | 'function', work: (allowance: Allowance) => T): T {
    const { clock } = this.limits;
    const before = this.spent.get(file) ?? 0;
    const began = clock();
    try {
      return work(new Allowance(clock, Math.min(this.limits[on], this.limits.file - before)));
    } finally {
      this.spent.set(file, before + clock() - began);
    }
  }
}

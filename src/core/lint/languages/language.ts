import type { Knowledge } from '../dataflow';
import type { Allowance, LoweredSource } from '../ir';
import type { Rule } from '../rules';
import type { Parsers } from '../syntax';

/** A source by its path. The same object means the same text. */
export interface LintFile {
  readonly path: string;
  readonly text: string;
}

/** All that a run knows of, in the order of the paths. */
export interface Around {
  readonly parsers: Parsers;
  /** The files of a language, those beside the linted ones included. */
  readonly files: readonly LintFile[];
  /** The files that it heeds. */
  readonly heeded: readonly LintFile[];
  /** Told of each file before it is read. */
  readonly atWork: (path: string) => void;
  /** The time for a file that is read only because another one needs it. */
  readonly timeBeside: () => Allowance;
}

/** What one file means depends on others in what `surroundings` says of them: C's on the headers' macros. */
export interface Language {
  readonly id: string;
  /** Whether a path names a file of this language. */
  reads(path: string): boolean;
  /** Whether a file that is no source says something about the sources. */
  heeds(path: string): boolean;
  /**
   * What a file's lowering needs of the other files. Called once a run; `before` is what the last run got, so that what
   * did not change need not be worked out again.
   */
  surroundings(around: Around, before?: Surroundings): Surroundings;
  readonly knowledge: Knowledge;
  readonly rules: readonly Rule[];
}

export interface Surroundings {
  /** Identical keys mean that an unchanged file would be lowered as before. */
  keyOf(file: LintFile): unknown;
  /**
   * The functions of a file, in the order of the source, and what could not be lowered. `before` is what the last
   * lowering of the same path returned: functions that it keeps stay the same objects, their places moved
   * (`moveSpans`). New objects are compared with the old ones, so that a language that lowers whole files need not keep
   * any. What there is no time left for is omitted.
   */
  lower(parsers: Parsers, file: LintFile, allowance: Allowance, before?: LoweredSource): LoweredSource;
}

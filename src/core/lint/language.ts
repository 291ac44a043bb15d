import type { Knowledge } from './dataflow';
import type { IrFunction } from './ir';
import type { Rule } from './rules';
import type { Parsers } from './syntax';

/** A source by its path. */
export interface LintFile {
  readonly path: string;
  readonly text: string;
}

/** What one file means depends on others in what `surroundings` says of them: C's on the headers' macros. */
export interface Language {
  readonly id: string;
  /** Whether a path names a file of this language. */
  reads(path: string): boolean;
  /**
   * What a file's lowering needs of the other files; equal keys mean an equal lowering of an unchanged text.
   * Called once a run with all files of this language.
   */
  surroundings(files: readonly LintFile[]): Surroundings;
  readonly knowledge: Knowledge;
  readonly rules: readonly Rule[];
}

export interface Surroundings {
  keyOf(file: LintFile): string;
  lower(parsers: Parsers, file: LintFile): readonly IrFunction[];
}

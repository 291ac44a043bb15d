import { type Omission, printFunction } from './ir';
import { LanguageLinter } from './language-linter';
import type { Language, LintFile } from './languages';
import { LIMITS, type Limits } from './limits';
import type { RuleFinding } from './rules';
import type { Parsers } from './syntax';

/** How far a run is. */
export interface LintProgress {
  readonly stage: 'reading' | 'analysing';
  /** The file at hand. */
  readonly file: string;
  /** Files that were read, of those that have to be. */
  readonly done: number;
  readonly total: number;
}

/** A run in steps. It ends with the paths whose findings may be others than before, those of broken-off runs included. */
export type LintRun = Generator<LintProgress, ReadonlySet<string>, void>;

/** Lints the files of all languages: what one file calls, another of its language may define. */
export class Linter {
  private readonly languages: readonly LanguageLinter[];
  /** What the run that did not end yet has changed. */
  private changed = new Set<string>();

  /** `atWork` is told of each file before it is read, and before a function of it is analysed. */
  constructor(
    parsers: Parsers,
    languages: readonly Language[],
    limits: Limits = LIMITS,
    atWork?: (path: string) => void,
  ) {
    this.languages = languages.map((language) => new LanguageLinter(parsers, language, limits, atWork));
  }

  /** Adds a file or replaces its text. */
  set(path: string, text: string): void {
    const file: LintFile = { path, text };
    for (const each of this.languages)
      if (each.language.reads(path)) each.set(file);
      else if (each.language.heeds(path)) each.setBeside(file);
  }

  /** The same of a file that nothing is to be found in: it only says what others mean. */
  setBeside(path: string, text: string): void {
    const file: LintFile = { path, text };
    for (const each of this.languages)
      if (each.language.reads(path) || each.language.heeds(path)) each.setBeside(file);
  }

  remove(path: string): void {
    for (const each of this.languages) each.remove(path);
  }

  /**
   * Brings the findings up to date. A run may be left between two steps; after `set` or `remove` it must be: the next
   * run goes on with what is left to do.
   */
  *run(): LintRun {
    for (const language of this.languages) for (const path of yield* language.run()) this.changed.add(path);
    const { changed } = this;
    this.changed = new Set();
    return changed;
  }

  /** The findings in a file as of the last run that ended, in the order of their places. */
  findingsIn(path: string): readonly RuleFinding[] {
    return this.languages.flatMap((each) => each.findingsIn(path));
  }

  /** What of a file the last run that ended claims nothing about. */
  omissionsIn(path: string): readonly Omission[] {
    return this.languages.flatMap((each) => each.omissionsIn(path));
  }

  /** The functions of a name in the intermediate language, as text: for who works on the linter. */
  irOf(name: string): readonly string[] {
    return this.languages.flatMap((each) => each.functionsNamed(name).map(printFunction));
  }

  /** A file's text as the last run read it. */
  textOf(path: string): string {
    for (const each of this.languages) {
      const text = each.textOf(path);
      if (text !== null) return text;
    }
    return '';
  }
}

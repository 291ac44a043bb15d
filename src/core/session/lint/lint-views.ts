import type { OmissionReason } from '../../lint';
import type { Tier } from '../../lint/tiers';
import type { Severity } from '../lint';

/** A place in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface LintStep {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A change that answers a finding; of several the best comes first. Edits do not overlap. */
export interface LintFix {
  /** `suppress` only silences the finding with a comment. */
  readonly kind: 'repair' | 'suppress';
  readonly title: string;
  readonly edits: readonly LintEdit[];
}

/** Replaces a range, which is empty where text is only inserted. Lines and columns as in a finding. */
export interface LintEdit {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}

export interface LintFinding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  /** How strict a person has to be to want to see it. */
  readonly tier: Tier;
  readonly message: string;
  /** What was acquired, and where; null for rules that are about no acquisition. */
  readonly resource: { readonly name: string; readonly acquiredBy: string; readonly line: number } | null;
  /** The path that proves it, from the acquisition to the place that is objected to. */
  readonly trace: readonly LintStep[];
  readonly fixes: readonly LintFix[];
}

/** Why a file or function was skipped; `unreadable` is for the host to say. */
export type LintSkipKind =
  | OmissionReason
  | 'unreadable'
  | 'special'
  | 'link'
  | 'language'
  | 'declarations'
  | 'large'
  | 'binary';

/** A file, or a function in it, that nothing is claimed about. */
export interface LintSkip {
  readonly file: string;
  /** Where the function stands, from 1; null where it is all of the file. */
  readonly line: number | null;
  readonly kind: LintSkipKind;
  /** In words; names the line and the function, if it is one. */
  readonly reason: string;
}

export interface LintReport {
  /** Of all files, in the order of paths and places. */
  readonly findings: readonly LintFinding[];
  /** How many files were linted; those that were skipped whole do not count. */
  readonly files: number;
  readonly skipped: readonly LintSkip[];
  /** The paths whose findings are others, or elsewhere, than in the report before; removed ones with them. */
  readonly changed: readonly string[];
}

/** How far a run is; see `LintSession.lintInSteps`. */
export interface LintProgress {
  readonly stage: 'reading' | 'analysing';
  /** The file at hand. */
  readonly file: string;
  /** Files that were read, of those that have to be. */
  readonly done: number;
  readonly total: number;
}

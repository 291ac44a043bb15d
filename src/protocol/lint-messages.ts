import type { CodeInWords, Explained, PortSite, StateGuide } from '../core/session/code';
import type { LintFinding, LintSkip } from '../core/session/lint';
import type { Locale } from '../core/words';
import type { SingleSource } from './messages';

/** A file by the name that findings call it by, and where its text is found. */
export interface LintSource {
  readonly path: string;
  readonly source: SingleSource;
}

export interface LintConfiguration {
  readonly locale: Locale;
  /** Files of more bytes are not read unless they are open. */
  readonly largest: number;
  /** What the settings say of the project's own functions, whatever that is. */
  readonly models: unknown;
}

/** Why a request to lint was not answered: a later one took its place. */
export const SUPERSEDED = 'superseded';

/** Asked by the extension host of the worker that lints. */
export interface LintRequests {
  /** Before anything else. Answers what is wrong with the models, in words. */
  configure: { params: LintConfiguration; result: readonly string[] };
  /** Reads files that no editor holds; what cannot be read is noted and passed over. */
  read: { params: { sources: readonly LintSource[] }; result: null };
  /** Lints open documents, together with what they need of the files that were read. A later request takes the place of one that waits. */
  lint: { params: { paths: readonly string[] }; result: LintResult };
  /** Why each rule is one, by its id. */
  reasons: { params: Record<string, never>; result: Readonly<Record<string, string>> };
  /** Lints all that is open or was read, as one program, and keeps what is found for `found`. */
  lintAll: { params: Record<string, never>; result: LintSummary };
  /** What `lintAll` has found last, in parts of bounded size, from 0; a file's findings are in one part. It is forgotten with the last part. */
  found: { params: { part: number }; result: LintPart };
  /** Reads files for `code` and `portSites` alone, those that were not read for linting. */
  readForCode: { params: { sources: readonly LintSource[] }; result: null };
  /** The code behind what is asked about; null: it is about no port. `folders`: where settings say that it is. */
  code: {
    params: { about: Explained; folders: readonly string[] };
    result: CodeInWords | null;
  };
  /** The calls of a file that listen, accept or connect on a port that is known, and the rules whose faults leave connections half-closed. */
  portSites: {
    params: { path: string };
    result: { readonly sites: readonly PortSite[]; readonly rules: readonly string[] };
  };
  /** What can be said of each state without a capture. */
  stateGuides: { params: { locale: Locale }; result: readonly StateGuide[] };
}

export interface LintPart {
  readonly findings: readonly LintFinding[];
  /** What could not be linted, or not wholly. */
  readonly skipped: readonly LintSkip[];
}

export interface LintResult extends LintPart {
  /** Files that were looked at. */
  readonly files: number;
}

export interface LintSummary {
  /** Files that were looked at. */
  readonly files: number;
  /** Files that `skipped` names. */
  readonly skipped: number;
  /** How many parts `found` has. */
  readonly parts: number;
}

/** Told by the extension host, in the order of what happens in the editor. */
export interface LintNews {
  /** A document is open, or has another text now. */
  opened: { readonly path: string; readonly text: string };
  /** It is open no more; what was read of its file still counts. */
  closed: { readonly path: string };
  /** The file is gone. */
  deleted: { readonly path: string };
}

/** Told by the worker. */
export interface LintEvents {
  /** Files that `lintAll` has gone through. */
  progress: { readonly done: number; readonly total: number };
  /** The file that is looked at from now on: should the worker end or hang, it was this one. null: none is. */
  atWork: { readonly path: string | null };
}

/** Asked by the worker: one that runs in a browser cannot read the extension's own files. */
export interface LintHostRequests {
  extensionFile: { params: { path: string }; result: Uint8Array };
}

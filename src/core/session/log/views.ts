import type { Severity } from '../../words';

/**
 * What is told of a log in a text editor: plain JSON values in words of the session's locale. Lines are numbered from 1,
 * columns from 0, as characters of the line.
 */

/** What a piece of a line is coloured as: its connection, one of six by turns, or a state. */
export type TokenKind =
  | `connection${1 | 2 | 3 | 4 | 5 | 6}`
  | 'opening'
  | 'open'
  | 'closing'
  | 'halfClosed'
  | 'stuck'
  | 'closed'
  | 'reset';

export interface LogToken {
  readonly start: number;
  readonly length: number;
  readonly kind: TokenKind;
}

export interface LogLine {
  readonly line: number;
  /** In the order of the line, none in another. */
  readonly tokens: readonly LogToken[];
  /** Behind the line: the states of both ends after its packet, or what a row of a table shows; '' for nothing. */
  readonly hint: string;
  /** More of it; '' for nothing. */
  readonly note: string;
}

export interface LogHover {
  /** Columns [start, end) that it is about. */
  readonly start: number;
  readonly end: number;
  /** Plain text. */
  readonly paragraphs: readonly string[];
}

/** Another line of the log, and what it is to the one that is spoken of. */
export interface LogPlace {
  readonly line: number;
  readonly text: string;
}

/** A connection of the log, or a row of a table in it. */
export interface LogConnection {
  readonly connection: number;
  readonly title: string;
  /** Its states at the end, and how long it is stuck. */
  readonly detail: string;
  readonly first: number;
  readonly last: number;
  readonly stuck: boolean;
  readonly steps: readonly LogPlace[];
}

export interface LogProblem {
  readonly line: number;
  /** The id of a finding; '' for what could not be read. */
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly LogPlace[];
}

/** A stretch of lines, both ends with it. */
export interface LogRun {
  readonly first: number;
  readonly last: number;
}

/** A place in the text. */
export interface LogPosition {
  readonly line: number;
  readonly column: number;
}

/** What a text editor asks about a log. */
export interface LogRequests {
  /** Lines [from, to]; those that nothing is said of are left out. */
  logLines: { params: { from: number; to: number }; result: readonly LogLine[] };
  logHover: { params: LogPosition; result: LogHover | null };
  /** The stuck ones first where there are too many, in the order of the text. */
  logConnections: { params: Record<string, never>; result: readonly LogConnection[] };
  logProblems: { params: Record<string, never>; result: readonly LogProblem[] };
  logRuns: { params: Record<string, never>; result: readonly LogRun[] };
  /** The lines of the segments that the packet of a line acknowledges. */
  logAcknowledged: { params: LogPosition; result: readonly number[] };
  /** The lines of the packets that acknowledge the segment of a line. */
  logAcknowledging: { params: LogPosition; result: readonly number[] };
  /** The connection (number from 1) of a line and its packet (index from 0); null: none, null: only a row of a table. */
  logSubject: {
    params: { line: number };
    result: { readonly connection: number; readonly index: number | null } | null;
  };
}

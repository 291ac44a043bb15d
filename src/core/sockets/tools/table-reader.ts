import type { RowDraft, SocketTool } from '../socket-row';

/** What the lines before said: the command in front of the listing, its header. */
export interface ListingContext {
  /** `ss -tan state close-wait`; null: none was seen. */
  readonly command: string | null;
  readonly header: string | null;
}

/** Reads the rows of one tool, a line at a time. Never throws; what it does not know is null. */
export interface TableReader {
  readonly tool: SocketTool;
  /** The row that this line holds, null: it is not a row of this tool. */
  row(text: string, context: ListingContext): RowDraft | null;
  /** Takes a line that adds to the row before it; false: it does not. */
  further?(text: string, row: RowDraft): boolean;
  /** What the rest of a row that a paste broke looks like, trimmed. */
  readonly continues?: RegExp;
  isHeader(text: string): boolean;
  /** Whether a line that cannot be read was meant to be a row. */
  looksLikeRow(text: string): boolean;
}

export const numberOf = (text: string | undefined): number | null =>
  text === undefined || !/^\d+$/.test(text) ? null : Number(text);

import { spelledOut } from '../text';
import { escaped } from './markdown';

/** A cell: null is an empty one. */
export type Cell = string | number | null;

/** A kind of row as tables and JSON show it. */
export interface Table<Row> {
  readonly head: readonly string[];
  readonly cells: (row: Row) => readonly Cell[];
  /** One line, without its end. */
  readonly json: (row: Row) => string;
}

/** Comma-separated values by RFC 4180; lines end as a clipboard and a file want them. */
export function csvTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return csvRows([head, ...rows]);
}

/** The same without a head. */
export const csvRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : spelledOut(String(cell));
  // A spreadsheet takes what begins so for a formula; a negative number is not one.
  const safe = /^[=+@]|^-(?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table of GitHub's Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${markdownRows([head])}|${' --- |'.repeat(head.length)}\n${markdownRows(rows)}`;
}

/** The same without a head. */
export const markdownRows = (rows: readonly (readonly Cell[])[]): string =>
  rows
    .map((cells) => `| ${cells.map((cell) => (cell === null ? '' : escaped(String(cell)))).join(' | ')} |\n`)
    .join('');

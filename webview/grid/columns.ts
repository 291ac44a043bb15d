/** A column of a grid: what it shows, and how wide it would like to be. */
export interface Column<Item> {
  readonly id: string;
  readonly title: string;
  readonly tooltip?: string;
  /** Pixels, before the user resizes it. */
  readonly width: number;
  readonly minWidth: number;
  readonly align?: 'end';
  /** Shown in the editor's font. */
  readonly mono?: boolean;
  /** Takes the room that the others leave, unless the user gave it a width. */
  readonly flexible?: boolean;
  readonly sortable?: boolean;
  /** Takes no track of its own: lies over the whole width, above the others. */
  readonly spansRow?: boolean;
  paint(cell: HTMLElement, item: Item, row: number): void;
}

export type ColumnSizing = Pick<Column<unknown>, 'id' | 'width' | 'minWidth' | 'flexible' | 'spansRow'>;

/** Nothing useful is wider, and a remembered width of a broken file must not hide the rest. */
export const MAX_COLUMN_WIDTH = 4000;

/** Widths in pixels: the remembered ones, and the rest of `available` for the flexible column. */
export function layoutColumns(
  columns: readonly ColumnSizing[],
  remembered: Readonly<Record<string, number>>,
  available: number,
): number[] {
  const widths = columns.map((column) =>
    column.spansRow ? 0 : clampWidth(column, remembered[column.id] ?? column.width),
  );
  const flexible = columns.findIndex((column) => column.flexible && remembered[column.id] === undefined);
  if (flexible >= 0) {
    const others = widths.reduce((sum, width, index) => (index === flexible ? sum : sum + width), 0);
    widths[flexible] = Math.max(columns[flexible].width, Math.floor(available - others));
  }
  return widths;
}

export function clampWidth(column: ColumnSizing, width: number): number {
  if (!Number.isFinite(width)) return column.width;
  return Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(column.minWidth, width)));
}

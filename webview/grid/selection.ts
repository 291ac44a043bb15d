/** Which rows are selected: one focused row, an anchor for ranges, and ranges that may hold millions of rows. */
export class Selection {
  /** The row that the keyboard is on; -1 for none. */
  focus = -1;
  private anchor = -1;
  /** Sorted, disjoint, both ends included. */
  private ranges: (readonly [from: number, to: number])[] = [];

  clear(): void {
    this.focus = this.anchor = -1;
    this.ranges = [];
  }

  /** Selects one row alone. */
  moveTo(row: number): void {
    this.focus = this.anchor = row;
    this.ranges = [[row, row]];
  }

  /** Selects from the anchor to a row, as Shift does. */
  extendTo(row: number): void {
    if (this.anchor < 0) this.anchor = row;
    this.focus = row;
    this.ranges = [[Math.min(this.anchor, row), Math.max(this.anchor, row)]];
  }

  /** Adds a row or takes it out, as Ctrl+click does. */
  toggle(row: number): void {
    this.focus = this.anchor = row;
    if (this.has(row)) this.ranges = this.ranges.flatMap((range) => without(range, row));
    else this.ranges = joined([...this.ranges, [row, row]]);
  }

  selectAll(count: number): void {
    if (count === 0) return;
    if (this.focus < 0) this.focus = this.anchor = 0;
    this.ranges = [[0, count - 1]];
  }

  has(row: number): boolean {
    return this.ranges.some(([from, to]) => row >= from && row <= to);
  }

  get count(): number {
    return this.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  }

  /** The selected rows in order, at most `limit` of them. */
  rows(limit: number): number[] {
    const rows: number[] = [];
    for (const [from, to] of this.ranges) {
      for (let row = from; row <= to && rows.length < limit; row++) rows.push(row);
    }
    return rows;
  }
}

type Range = readonly [from: number, to: number];

function without([from, to]: Range, row: number): Range[] {
  if (row < from || row > to) return [[from, to]];
  const left: Range[] = row > from ? [[from, row - 1]] : [];
  const right: Range[] = row < to ? [[row + 1, to]] : [];
  return [...left, ...right];
}

function joined(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

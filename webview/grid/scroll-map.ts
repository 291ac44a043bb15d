/**
 * Browsers stop laying elements out somewhere past 16 million pixels (Firefox at 17.9, Chromium at 33.5, less
 * with zoom), and 50 million rows are a billion pixels high. Beyond this height the scrollbar is scaled.
 */
export const MAX_SPACER_HEIGHT = 8_000_000;

/**
 * Maps the list's own pixels ("top", exact in a double up to 2^53) to the scrollbar's. Below the limit the two
 * are the same. Above it the thumb maps proportionally, both ends exactly; everything else moves `top` itself.
 */
export class ScrollMap {
  constructor(
    readonly rows: number,
    readonly rowHeight: number,
    /** Pixels of the list that are visible at once. */
    readonly viewport: number,
  ) {}

  get contentHeight(): number {
    return this.rows * this.rowHeight;
  }

  get spacerHeight(): number {
    return Math.min(this.contentHeight, MAX_SPACER_HEIGHT);
  }

  get scaled(): boolean {
    return this.contentHeight > MAX_SPACER_HEIGHT;
  }

  get maxTop(): number {
    return Math.max(0, this.contentHeight - this.viewport);
  }

  private get maxScrollTop(): number {
    return Math.max(0, this.spacerHeight - this.viewport);
  }

  clamp(top: number): number {
    return Math.min(this.maxTop, Math.max(0, top));
  }

  toScrollTop(top: number): number {
    if (!this.scaled) return this.clamp(top);
    return (this.clamp(top) / this.maxTop) * this.maxScrollTop;
  }

  /** The last pixel counts as the end: the browser rounds scrollTop, and the last row must be reachable. */
  fromScrollTop(scrollTop: number): number {
    if (!this.scaled) return this.clamp(scrollTop);
    if (scrollTop >= this.maxScrollTop - 1) return this.maxTop;
    const top = (scrollTop / this.maxScrollTop) * this.maxTop;
    return this.clamp(Math.round(top / this.rowHeight) * this.rowHeight);
  }

  firstRow(top: number): number {
    return Math.floor(this.clamp(top) / this.rowHeight);
  }

  /** Rows that are wholly visible; at least one. */
  get wholeRows(): number {
    return Math.max(1, Math.floor(this.viewport / this.rowHeight));
  }

  /** `top`, moved as little as possible so that a row is wholly visible. */
  reveal(row: number, top: number): number {
    const rowTop = row * this.rowHeight;
    if (rowTop < top) return this.clamp(rowTop);
    const lowest = rowTop + this.rowHeight - this.viewport;
    return this.clamp(Math.max(top, Math.min(lowest, rowTop)));
  }

  /** `top` for which a row is in the middle, as after a jump; unchanged when the row is already visible. */
  center(row: number, top: number): number {
    const rowTop = row * this.rowHeight;
    if (rowTop >= top && rowTop + this.rowHeight <= top + this.viewport) return this.clamp(top);
    return this.clamp(rowTop - Math.floor((this.viewport - this.rowHeight) / 2));
  }
}

/** Where a grid gets its rows from. `get` answers undefined while a row is on its way. */
export interface RowSource<Item> {
  readonly count: number;
  get(row: number): Item | undefined;
  /** Rows [from, to) are about to be shown: loads them, and forgets about what was asked for elsewhere. */
  want(from: number, to: number): void;
}

export type FetchRows<Item> = (from: number, to: number, signal: AbortSignal) => Promise<readonly Item[]>;

interface Block<Item> {
  rows: readonly Item[];
  /** Shown, but asked for again when it is wanted: the capture has grown or been analysed further. */
  stale: boolean;
}

interface PagedRowsOptions {
  readonly blockSize?: number;
  /** Blocks kept; the least recently shown are dropped. */
  readonly capacity?: number;
  /** Milliseconds before a block that failed is asked for again. */
  readonly retryAfter?: number;
  readonly now?: () => number;
}

/** Rows in aligned blocks, loaded when wanted, cancelled when scrolled past, kept in a least-recently-used cache. */
export class PagedRows<Item> implements RowSource<Item> {
  private readonly blocks = new Map<number, Block<Item>>();
  private readonly loading = new Map<number, AbortController>();
  private readonly failedAt = new Map<number, number>();
  private rowCount = 0;
  private readonly blockSize: number;
  private readonly capacity: number;
  private readonly retryAfter: number;
  private readonly now: () => number;

  constructor(
    private readonly fetch: FetchRows<Item>,
    private readonly arrived: () => void,
    options: PagedRowsOptions = {},
  ) {
    this.blockSize = options.blockSize ?? 200;
    this.capacity = options.capacity ?? 64;
    this.retryAfter = options.retryAfter ?? 1000;
    this.now = options.now ?? (() => performance.now());
  }

  get count(): number {
    return this.rowCount;
  }

  set count(value: number) {
    if (value < this.rowCount) this.reset();
    this.rowCount = value;
  }

  get(row: number): Item | undefined {
    return this.blocks.get(Math.floor(row / this.blockSize))?.rows[row % this.blockSize];
  }

  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / this.blockSize);
    const last = Math.floor(Math.max(0, Math.min(to, this.rowCount) - 1) / this.blockSize);
    for (const [block, controller] of this.loading) {
      if (block < first - 1 || block > last + 1) {
        this.loading.delete(block);
        controller.abort();
      }
    }
    if (this.rowCount === 0) return;
    for (let block = first; block <= last; block++) this.wantBlock(block);
    // What is shown comes first; its neighbours only once that is here.
    if (this.loading.size > 0) return;
    if (first > 0) this.wantBlock(first - 1);
    if ((last + 1) * this.blockSize < this.rowCount) this.wantBlock(last + 1);
  }

  /** The same list with newer contents: keeps showing what is here until the new rows arrive. */
  markStale(): void {
    for (const block of this.blocks.values()) block.stale = true;
    this.failedAt.clear();
  }

  /** Another list: nothing that is here or on its way belongs to it. */
  reset(): void {
    for (const controller of this.loading.values()) controller.abort();
    this.loading.clear();
    this.blocks.clear();
    this.failedAt.clear();
  }

  private wantBlock(index: number): void {
    const block = this.blocks.get(index);
    if (block !== undefined) {
      this.blocks.delete(index);
      this.blocks.set(index, block);
    }
    if (this.loading.has(index) || !this.isWanting(index, block)) return;
    const failed = this.failedAt.get(index);
    if (failed !== undefined && this.now() - failed < this.retryAfter) return;
    void this.load(index);
  }

  private isWanting(index: number, block: Block<Item> | undefined): boolean {
    if (block === undefined || block.stale) return true;
    return block.rows.length < Math.min(this.blockSize, this.rowCount - index * this.blockSize);
  }

  private async load(index: number): Promise<void> {
    const controller = new AbortController();
    this.loading.set(index, controller);
    const from = index * this.blockSize;
    try {
      const to = Math.min(from + this.blockSize, this.rowCount);
      const rows = await this.fetch(from, to, controller.signal);
      if (this.loading.get(index) !== controller) return;
      this.keep(index, rows, to - from);
    } catch {
      // Cancelled, or the worker went away: the rows stay placeholders and are asked for again later.
      if (this.loading.get(index) === controller) this.failedAt.set(index, this.now());
      return;
    } finally {
      if (this.loading.get(index) === controller) this.loading.delete(index);
    }
    this.arrived();
  }

  private keep(index: number, rows: readonly Item[], asked: number): void {
    this.blocks.delete(index);
    this.blocks.set(index, { rows, stale: false });
    // An answer shorter than asked (a list that shrank meanwhile) must not be asked for again at once; one that has all
    // that was asked of a list that has grown meanwhile (a filter was taken off) must.
    if (rows.length < asked) this.failedAt.set(index, this.now());
    else this.failedAt.delete(index);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= this.capacity) break;
      this.blocks.delete(oldest);
    }
  }
}

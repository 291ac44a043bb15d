type RowsReady = (count: number) => Promise<void>;

/**
 * Hands rows over while the capture is still being read, in a task of its own: a pipe that is silent for an
 * hour has its last packet printed all the same. Reading waits for it at every pause, so a slow reader of our
 * output slows the reading down and nothing piles up.
 */
export class RowsWhileReading {
  private rowsReady: RowsReady | null = null;
  private stop: () => Promise<void> = async () => {};
  /** Rows that will not change: a text log's later lines may still turn out to be part of the packet after them. */
  private final = 0;
  private handed = 0;
  private running: Promise<void> | null = null;
  private readonly controller = new AbortController();
  /** What stopped the handing over; a broken pipe, mostly. */
  failure: unknown = null;

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  start(rowsReady: RowsReady | undefined, stop: () => Promise<void>): void {
    this.rowsReady = rowsReady ?? null;
    this.stop = stop;
  }

  /** Called by the session for every packet. */
  packet(index: number, _firstLine: number, headerLine: number): void {
    this.final = (headerLine < 0 ? index : headerLine) + 1;
    if (this.running === null && this.rowsReady !== null) this.running = this.handOver();
  }

  /** Resolves, in a later macrotask, when what was read so far has been handed over. */
  async caughtUp(): Promise<void> {
    if (this.running === null) await nextTurn();
    else await this.running;
  }

  /** Waits for the task; rejects with what stopped it. */
  async finish(): Promise<void> {
    await this.running;
    if (this.failure !== null) throw this.failure;
  }

  private async handOver(): Promise<void> {
    await nextTurn();
    try {
      while (this.rowsReady !== null && this.handed < this.final && this.failure === null) {
        const count = this.final;
        await this.rowsReady(count);
        this.handed = count;
      }
    } catch (error) {
      this.failure = error;
      this.controller.abort();
      await this.stop().catch(() => undefined);
    } finally {
      this.running = null;
    }
  }
}

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

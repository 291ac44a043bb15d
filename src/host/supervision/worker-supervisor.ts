/** What is supervised: a worker with the conversation that the extension host has with it. */
export interface Supervised {
  end(): void;
}

export interface Trouble {
  /** What the worker, or the attempt to start it, said last. */
  readonly reason: string;
  /** Milliseconds before the next worker is started. */
  readonly restartIn: number;
}

/** The first restart comes at once, the following ones later and later. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** Deaths longer ago do not count any more. */
const MEMORY_MS = 10 * 60_000;

/**
 * Keeps one worker: starts it when it is first asked for, and again when it has died, later each time, but always.
 * What the worker was doing is not done again by itself: the caller gets an error.
 */
export class WorkerSupervisor<W extends Supervised> {
  private current: Promise<W> | undefined;
  private deaths: number[] = [];
  private restart: Promise<void> = Promise.resolve();
  private disposed = false;

  /**
   * `start` makes a worker and has `died` called at most once when it ends by itself. `trouble` is told of each death
   * of the worker that is in use, after which there is none until it is asked for.
   */
  constructor(
    private readonly start: (died: (reason: string) => void) => Promise<W>,
    private readonly trouble: (trouble: Trouble) => void,
  ) {}

  /** The worker, once there is one that has started. undefined: nothing is supervised any more. */
  async worker(): Promise<W | undefined> {
    while (!this.disposed) {
      this.current ??= this.started();
      const { current } = this;
      try {
        const worker = await current;
        if (current === this.current) return worker;
      } catch (error) {
        this.died(current, messageOf(error));
      }
    }
    return undefined;
  }

  /** The worker that is there, if any. */
  async running(): Promise<W | undefined> {
    return this.current?.catch(() => undefined);
  }

  /** The worker is ended without blame; the next one begins when it is asked for. */
  renew(): void {
    const { current } = this;
    this.current = undefined;
    void current?.then((worker) => worker.end()).catch(() => {});
  }

  /** The worker answers, but not as it should. */
  blame(reason: string): void {
    if (this.current !== undefined) this.died(this.current, reason);
  }

  dispose(): void {
    this.disposed = true;
    this.renew();
  }

  private started(): Promise<W> {
    const starting: Promise<W> = this.restart.then(() => {
      if (this.disposed || this.current !== starting) throw new Error('not needed any more');
      return this.start((reason) => this.died(starting, reason));
    });
    return starting;
  }

  private died(worker: Promise<W>, reason: string): void {
    if (worker !== this.current || this.disposed) return;
    this.renew();
    const now = Date.now();
    this.deaths = [...this.deaths.filter((time) => now - time < MEMORY_MS), now];
    const restartIn = pauseAfter(this.deaths.length);
    this.restart = new Promise((resolve) => setTimeout(resolve, restartIn));
    this.trouble({ reason, restartIn });
  }
}

/** None after the first death: what did it is set aside, and a user waits. */
const pauseAfter = (deaths: number): number =>
  deaths <= 1 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 2));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

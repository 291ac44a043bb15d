import type { WorkerThread } from '#host';
import { watchedThread } from '../../host/supervision';
import { Channels, Rpc, type Transport, type WorkerEvents, type WorkerRequests } from '../../protocol';

/** The extension host's own channel to a worker; pages have 1 and up. */
const HOST = 0;
/** Looks at a worker that has work and stays silent before it counts as hung: a minute. */
const BEATS = 12;

/** The extension host's end of one worker: its own conversation, and the channels of the pages. */
export class WorkerLink {
  readonly rpc: Rpc<WorkerRequests, Record<never, never>, Record<never, never>, WorkerEvents>;
  /** Settles when the first reading has ended, however it did. */
  loaded: Promise<void> = Promise.resolve();
  private readonly thread: WorkerThread;
  private readonly channels: Channels;
  private nextChannel = HOST + 1;
  private ended = false;

  /** `died` is called once if the worker ends by itself, with the reason. */
  constructor(thread: WorkerThread, died: (reason: string) => void) {
    this.thread = watchedThread(thread, BEATS);
    this.channels = new Channels(this.thread);
    this.rpc = new Rpc(this.channels.open(HOST), {});
    this.thread.onDeath(died);
  }

  /** A channel for a page. Closing it ends what still runs for the page. */
  connectPage(): { transport: Transport; channel: number; close: () => void } {
    const channel = this.nextChannel++;
    void this.rpc.ask('connectPage', { channel }).catch(() => {});
    return {
      transport: this.channels.open(channel),
      channel,
      close: () => {
        this.channels.close(channel);
        void this.rpc.ask('disconnectPage', { channel }).catch(() => {});
      },
    };
  }

  /** Ends the worker; every open request gets an error. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.rpc.close('the capture was closed');
    this.thread.terminate();
  }
}

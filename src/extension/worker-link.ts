import type { WorkerThread } from '#host';
import { Channels, Rpc, type Transport, type WorkerEvents, type WorkerRequests } from '../protocol';

/** The extension host's own channel to a worker; pages have 1 and up. */
const HOST = 0;

/** The extension host's end of one worker: its own conversation, and the channels of the pages. */
export class WorkerLink {
  readonly rpc: Rpc<WorkerRequests, Record<never, never>, Record<never, never>, WorkerEvents>;
  /** Settles when the first reading has ended, however it did. */
  loaded: Promise<void> = Promise.resolve();
  private readonly channels: Channels;
  private nextChannel = HOST + 1;
  private ended = false;

  /** `died` is called once if the worker ends by itself, with the reason. */
  constructor(
    private readonly thread: WorkerThread,
    died: (reason: string) => void,
  ) {
    this.channels = new Channels(thread);
    this.rpc = new Rpc(this.channels.open(HOST), {});
    thread.onDeath(died);
  }

  /** A channel for a page. Closing it ends what still runs for the page. */
  connectPage(): { transport: Transport; close: () => void } {
    const channel = this.nextChannel++;
    void this.rpc.ask('connectPage', { channel }).catch(() => {});
    return {
      transport: this.channels.open(channel),
      close: () => {
        this.channels.close(channel);
        void this.rpc.ask('disconnectPage', { channel }).catch(() => {});
      },
    };
  }

  /** Ends the worker; whoever waits for an answer gets an error. */
  terminate(): void {
    if (this.ended) return;
    this.ended = true;
    this.rpc.close('the capture was closed');
    this.thread.terminate();
  }
}

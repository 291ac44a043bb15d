import type { Transport, WireMessage } from './rpc';

/** One conversation among several that share a worker: 0 is the extension host's own, each page has its own. */
export interface ChannelMessage {
  readonly channel: number;
  readonly message: WireMessage;
}

/** What carries the messages: a worker seen from outside, or the worker's own global scope. */
export interface MessageLink {
  post(message: ChannelMessage, transfer?: readonly ArrayBuffer[]): void;
  receive(handler: (message: ChannelMessage) => void): void;
}

/** What is sent on this channel comes back as it is: a worker that returns it is alive. */
export const HEARTBEAT = -1;

/**
 * Splits one link into numbered transports. A message for a channel that is not open is dropped; a heartbeat goes back
 * to where it came from.
 */
export class Channels {
  private readonly receivers = new Map<number, (message: WireMessage) => void>();

  constructor(private readonly link: MessageLink) {
    link.receive(({ channel, message }) => {
      if (channel === HEARTBEAT) link.post({ channel, message });
      else this.receivers.get(channel)?.(message);
    });
  }

  open(channel: number): Transport {
    return {
      post: (message, transfer) => this.link.post({ channel, message }, transfer),
      receive: (handler) => {
        this.receivers.set(channel, handler);
      },
    };
  }

  /** Nothing is delivered to the channel any more. */
  close(channel: number): void {
    this.receivers.delete(channel);
  }
}

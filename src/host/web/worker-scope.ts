import { type ChannelMessage, Channels } from '../../protocol';

/** A worker's global scope, of which this needs only the messages. */
const host = globalThis as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ChannelMessage>) => void) | null;
};

/** The channels to the thread that started the worker. */
export const hostChannels = (): Channels =>
  new Channels({
    post: (message, transfer) => host.postMessage(message, transfer ? [...transfer] : []),
    receive: (handler) => {
      host.onmessage = (event) => handler(event.data);
    },
  });

/** A message to itself comes back after those that wait already; a timer would be slowed down to 4 ms. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

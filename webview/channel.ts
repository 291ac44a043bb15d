import type {
  CaptureEvents,
  CaptureRequests,
  HostEvents,
  PageRequests,
  ReportRequests,
} from '../src/protocol';
import { Rpc, type Transport, type WireMessage } from '../src/protocol';

/** The one conversation of the page: the extension answers the host's part and relays the worker's. */
export type PageRpc = Rpc<
  CaptureRequests & PageRequests & ReportRequests,
  Record<never, never>,
  Record<never, never>,
  CaptureEvents & HostEvents
>;

/** What VS Code gives a webview. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

export function openChannel(api: VsCodeApi): PageRpc {
  const transport: Transport = {
    post: (message) => api.postMessage(message),
    receive: (handler) =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isWireMessage(event.data)) handler(event.data);
      }),
  };
  return new Rpc(transport, {});
}

function isWireMessage(data: unknown): data is WireMessage {
  return typeof data === 'object' && data !== null && typeof (data as { type?: unknown }).type === 'string';
}

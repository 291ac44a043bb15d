import type { CaptureSummary } from '../../core/session/capture';
import type { Locale } from '../../core/words';
import {
  CAPTURE_REQUESTS,
  type CaptureEvents,
  type CaptureRequests,
  type Handlers,
  type ReportRequests,
  Rpc,
  type Transport,
} from '../../protocol';
import { reportsOf } from './reports';
import type { PageSession, ReadingSession } from './session-contract';

/** One page that shows the capture. It may connect before the file is open, and outlives the session when the file is replaced. */
export class PageChannel {
  private readonly rpc: Rpc<never, CaptureRequests & ReportRequests, CaptureEvents, never>;
  private client: PageSession | undefined;

  /** `session` waits for the file to be open, and rejects when it cannot be. */
  constructor(
    transport: Transport,
    private readonly session: () => Promise<ReadingSession>,
    private readonly locale: () => Locale,
  ) {
    this.rpc = new Rpc<never, CaptureRequests & ReportRequests, CaptureEvents, never>(
      transport,
      this.handlers(),
    );
  }

  /** What has been read; at the end also what the page's filter leaves of it, which may take longer to know. */
  async progress(summary: CaptureSummary): Promise<void> {
    const { client } = this;
    const before = client?.filteredRows() ?? null;
    this.rpc.tell('progress', { ...summary, filteredRows: before });
    if (!summary.done || client === undefined) return;
    const filteredRows = await client.allFilteredRows();
    if (filteredRows !== before) this.rpc.tell('progress', { ...summary, filteredRows });
  }

  /** The file was replaced: the next request begins a new session, without a filter. */
  replaced(): void {
    this.client = undefined;
    this.rpc.tell('replaced', {});
  }

  stopped(): void {
    this.rpc.tell('stopped', {});
  }

  failed(failure: CaptureEvents['failed']): void {
    this.rpc.tell('failed', failure);
  }

  close(): void {
    this.rpc.close();
  }

  /** Passes every request on to the page's own client of the session that is open then. */
  private handlers(): Handlers<CaptureRequests & ReportRequests> {
    const pass = (method: keyof CaptureRequests) => async (params: never, signal: AbortSignal) => {
      return ((await this.page())[method] as (params: never, signal: AbortSignal) => unknown)(params, signal);
    };
    const methods = Object.keys(CAPTURE_REQUESTS) as (keyof CaptureRequests)[];
    const passed = Object.fromEntries(
      methods.map((method) => [method, pass(method)]),
    ) as unknown as Handlers<CaptureRequests>;
    const page = () => this.page();
    return { ...passed, ...reportsOf(page, this.locale) };
  }

  /** What the page asks, with the filter that it has. */
  async page(): Promise<PageSession> {
    this.client ??= (await this.session()).client();
    return this.client;
  }
}

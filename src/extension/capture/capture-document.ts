import { type CustomDocument, l10n, type Uri } from 'vscode';
import { type ExtensionFiles, startWorker } from '#host';
import type { CaptureSummary, ServerList } from '../../core/session/capture';
import type { Locale } from '../../core/words';
import { type Trouble, WorkerSupervisor } from '../../host/supervision';
import type { CaptureEvents, Exportable, ExportRequest, Transport } from '../../protocol';
import { baseName, captureSourceOf, locale, type Output } from '../workbench';
import { WorkerLink } from './worker-link';

const LONGEST_REST_MS = 30_000;

/** One page that shows the document. */
export interface DocumentPage {
  /** The worker that the page spoke with is gone: begin again, from an empty page. */
  restart(): void;
  failed(failure: CaptureEvents['failed']): void;
  gone(gone: boolean): void;
}

/** A load that is under way, as its progress is shown. */
export interface Loading {
  readonly done: Promise<unknown>;
  cancel(): void;
  onProgress(listener: (summary: CaptureSummary) => void): void;
}

export interface DocumentHost {
  readonly extension: ExtensionFiles;
  readonly output: Output;
  showLoading(name: string, loading: Loading): void;
  /** The capture has been read, or read on. */
  settled(document: CaptureDocument): void;
  disposed(document: CaptureDocument): void;
}

/** What a page is connected to that has nothing to ask. */
const NO_WORKER = { transport: { post: () => {}, receive: () => {} }, channel: 0, close: () => {} };

/**
 * An open capture: one worker reads it, however many editors show it. A worker that ends over an answer is started
 * again, once; one that ends while it reads the file, or for the second time, leaves the capture set aside until its
 * file changes or the user reloads it.
 */
export class CaptureDocument implements CustomDocument {
  readonly name: string;
  /** The language that the worker's words are in. */
  locale: Locale = 'en';
  private readonly pages = new Set<DocumentPage>();
  private readonly supervisor: WorkerSupervisor<WorkerLink>;
  private load = new AbortController();
  /** Why nothing can be read, until the next reload. */
  failure: CaptureEvents['failed'] | undefined;
  private isLoaded = false;
  /** A worker has ended over this file as it is now. */
  private hasDied = false;
  private isSetAside = false;
  private disposed = false;
  /** The file was deleted. */
  isGone = false;
  /** A look at the file is under way, or waits for the load to end; another one is wanted after it. */
  private looking = false;
  private lookAgain = false;

  constructor(
    readonly uri: Uri,
    private readonly host: DocumentHost,
  ) {
    this.name = baseName(uri.path);
    this.supervisor = new WorkerSupervisor(
      (died) => this.start(died),
      (trouble) => this.died(trouble),
    );
    void this.supervisor.worker();
  }

  /** Connects a page to the worker; the transport ends when `page.restart` is called or the page leaves. */
  async connect(page: DocumentPage): Promise<{ transport: Transport; channel: number; close: () => void }> {
    this.pages.add(page);
    if (this.isSetAside) return NO_WORKER;
    return (await this.worker()).connectPage();
  }

  leave(page: DocumentPage): void {
    this.pages.delete(page);
  }

  cancelLoad(): void {
    this.load.abort();
  }

  /** Reads the file again from its start, with a new worker. */
  reload(): void {
    this.load.abort();
    this.failure = undefined;
    this.isSetAside = false;
    this.hasDied = false;
    this.supervisor.renew();
    void this.supervisor.worker();
    for (const page of this.pages) page.restart();
  }

  /** The file may have changed: the worker looks, once however often this is called meanwhile. */
  async look(): Promise<void> {
    if (this.isSetAside) return this.reload();
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.lookAgain && !this.disposed && !this.load.signal.aborted) {
        this.lookAgain = false;
        const worker = await this.worker();
        await worker.loaded;
        const began = Date.now();
        const source = await captureSourceOf(this.uri);
        const { change } = await worker.rpc.ask('advance', { source }, this.load.signal);
        if (change !== 'none') {
          this.hasDied = false;
          this.host.settled(this);
        }
        await rest(Date.now() - began);
      }
    } catch {
      // Gone for the moment (a log being rotated): what was read stays, and the next change looks again.
    } finally {
      this.looking = false;
    }
  }

  /** Whether the file is there: what was read of one that is gone stays. */
  found(isThere: boolean): void {
    if (this.isGone === !isThere) return;
    this.isGone = !isThere;
    for (const page of this.pages) page.gone(this.isGone);
  }

  /** The file seems to be as it was: the worker looks, so that silence counts. One that is set aside stays so. */
  async confirmUnchanged(): Promise<void> {
    if (!this.isSetAside) await this.look();
  }

  async packetOfLine(line: number): Promise<number | null> {
    return (await this.worker()).rpc.ask('packetOfLine', { line });
  }

  async packetOfNumber(packet: number): Promise<number | null> {
    return (await this.worker()).rpc.ask('packetOfNumber', { packet });
  }

  /** The connection (number from 1) that a line is of, and its packet where it is one; null: none. */
  async subjectOf(line: number) {
    return (await this.worker()).rpc.ask('logSubject', { line });
  }

  /** What the page on a channel could export, through its filter. */
  async exportable(channel: number): Promise<Exportable> {
    return (await this.worker()).rpc.ask('exportable', { channel });
  }

  /** What the page shows, in pieces; ends early when the signal says so. `at` hears how much is done, 0 to 1. */
  async *exported(
    channel: number,
    request: ExportRequest,
    signal: AbortSignal,
    at: (done: number | null, told: readonly string[]) => void,
  ): AsyncGenerator<Uint8Array> {
    const { rpc } = await this.worker();
    const { id } = await rpc.ask('exportBegin', { channel, request }, signal);
    try {
      while (!signal.aborted) {
        const { bytes, done, told } = await rpc.ask('exportNext', { id }, signal);
        at(done, told);
        if (bytes === null) return;
        yield bytes;
      }
    } finally {
      await rpc.ask('exportEnd', { id });
    }
  }

  async servers(): Promise<ServerList> {
    return (await this.worker()).rpc.ask('servers', {});
  }

  dispose(): void {
    this.disposed = true;
    this.load.abort();
    this.supervisor.dispose();
    this.host.disposed(this);
  }

  private async worker(): Promise<WorkerLink> {
    const worker = this.isSetAside ? undefined : await this.supervisor.worker();
    if (worker === undefined) throw new Error('the capture was closed');
    return worker;
  }

  private async start(died: (reason: string) => void): Promise<WorkerLink> {
    const load = new AbortController();
    this.load = load;
    this.locale = locale();
    this.isLoaded = false;
    const worker = new WorkerLink(await startWorker(this.host.extension), died);
    worker.loaded = this.open(worker, load);
    this.host.showLoading(this.name, {
      done: worker.loaded,
      cancel: () => load.abort(),
      onProgress: (listener) => worker.rpc.on('progress', listener),
    });
    return worker;
  }

  private async open(worker: WorkerLink, load: AbortController): Promise<void> {
    try {
      const source = await captureSourceOf(this.uri);
      await worker.rpc.ask('open', { source, locale: this.locale }, load.signal);
      this.isLoaded = true;
      this.host.settled(this);
    } catch (error) {
      if (!load.signal.aborted) this.fail({ message: messageOf(error), detail: [] });
    }
  }

  private died({ reason }: Trouble): void {
    this.load.abort();
    this.host.output.warn(l10n.t('Reading {0} stopped: {1}', this.name, reason));
    const again = this.isLoaded && !this.hasDied;
    this.hasDied = true;
    if (again) {
      for (const page of this.pages) page.restart();
      return;
    }
    this.isSetAside = true;
    this.fail({
      message: l10n.t('Reading {0} stopped unexpectedly.', this.name),
      detail: [reason, l10n.t('Reload the capture to read it again from its start.')],
    });
  }

  private fail(failure: CaptureEvents['failed']): void {
    if (this.disposed) return;
    this.failure = failure;
    for (const page of this.pages) page.failed(failure);
  }
}

/** A growing file that has to be read again from its start each time is read for at most a fifth of the time. */
const rest = (took: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(4 * took, LONGEST_REST_MS)));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

import { type CustomDocument, l10n, type Uri } from 'vscode';
import { type ExtensionFiles, startWorker } from '#host';
import type { CaptureSummary } from '../core/session';
import type { CaptureEvents, Locale, Transport } from '../protocol';
import { baseName } from './file-name';
import { locale } from './settings';
import { sourceOf } from './source-reference';
import { WorkerLink } from './worker-link';

const LONGEST_REST_MS = 30_000;

/** One page that shows the document. */
export interface DocumentPage {
  /** The worker that the page spoke with is gone: begin again, from an empty page. */
  restart(): void;
  failed(failure: CaptureEvents['failed']): void;
}

/** A load that is under way, as its progress is shown. */
export interface Loading {
  readonly done: Promise<unknown>;
  cancel(): void;
  onProgress(listener: (summary: CaptureSummary) => void): void;
}

export interface DocumentHost {
  readonly extension: ExtensionFiles;
  showLoading(name: string, loading: Loading): void;
  disposed(document: CaptureDocument): void;
}

/** An open capture: one worker reads it, however many editors show it. */
export class CaptureDocument implements CustomDocument {
  readonly name: string;
  /** The language that the worker's words are in. */
  locale: Locale = 'en';
  private readonly pages = new Set<DocumentPage>();
  private worker: Promise<WorkerLink>;
  private load = new AbortController();
  /** Why nothing can be read, until the next reload. */
  failure: CaptureEvents['failed'] | undefined;
  private disposed = false;
  /** A look at the file is under way, or waits for the load to end; another one is wanted after it. */
  private looking = false;
  private lookAgain = false;

  constructor(
    readonly uri: Uri,
    private readonly host: DocumentHost,
  ) {
    this.name = baseName(uri.path);
    this.worker = this.start();
  }

  /** Connects a page to the worker; the transport ends when `page.restart` is called or the page leaves. */
  async connect(page: DocumentPage): Promise<{ transport: Transport; close: () => void }> {
    this.pages.add(page);
    return (await this.worker).connectPage();
  }

  leave(page: DocumentPage): void {
    this.pages.delete(page);
  }

  cancelLoad(): void {
    this.load.abort();
  }

  /** Reads the file again from its start, with a new worker. */
  reload(): void {
    this.end();
    this.failure = undefined;
    this.worker = this.start();
    for (const page of this.pages) page.restart();
  }

  /** The file may have changed: the worker looks, once however often this is called meanwhile. */
  async look(): Promise<void> {
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.lookAgain && !this.disposed && !this.load.signal.aborted) {
        this.lookAgain = false;
        const worker = await this.worker;
        await worker.loaded;
        const began = Date.now();
        await worker.rpc.ask('advance', { source: await sourceOf(this.uri) }, this.load.signal);
        await rest(Date.now() - began);
      }
    } catch {
      // Gone for the moment (a log being rotated): what was read stays, and the next change looks again.
    } finally {
      this.looking = false;
    }
  }

  async packetOfLine(line: number): Promise<number | null> {
    return (await this.worker).rpc.ask('packetOfLine', { line });
  }

  async packetOfNumber(packet: number): Promise<number | null> {
    return (await this.worker).rpc.ask('packetOfNumber', { packet });
  }

  dispose(): void {
    this.disposed = true;
    this.end();
    this.host.disposed(this);
  }

  private async start(): Promise<WorkerLink> {
    const load = new AbortController();
    this.load = load;
    this.locale = locale();
    const thread = await startWorker(this.host.extension);
    const worker = new WorkerLink(thread, (reason) => this.died(worker, reason));
    if (this.disposed) worker.terminate();
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
      const source = await sourceOf(this.uri);
      await worker.rpc.ask('open', { source, locale: this.locale }, load.signal);
    } catch (error) {
      if (!load.signal.aborted) this.fail({ message: messageOf(error), detail: [] });
    }
  }

  private end(): void {
    this.load.abort();
    void this.worker.then((worker) => worker.terminate()).catch(() => {});
  }

  private died(worker: WorkerLink, reason: string): void {
    this.load.abort();
    worker.terminate();
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

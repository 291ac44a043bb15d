import type { Disposable, TextDocument } from 'vscode';
import { type ExtensionFiles, startWorker } from '#host';
import type { LogRequests } from '../../protocol';
import { WorkerLink } from '../capture';
import { baseName, locale } from '../workbench';

/** Characters of a log that is looked at in a text editor. */
export const LARGEST = 40 << 20;
/** What is typed within this time is read together. */
const SETTLE_MS = 200;

const isLog = ({ languageId }: TextDocument): boolean => languageId === 'tcpdump';

/** One log in a text editor, and the worker that reads it, which is started when something is asked. */
export class TextLog {
  private worker: Promise<WorkerLink> | undefined;
  /** The version of the text that the worker has, or is being given. */
  private version = -1;
  private given: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly document: TextDocument,
    private readonly extension: ExtensionFiles,
  ) {}

  /** undefined: the text has changed meanwhile, or is not one with packets or sockets. */
  async ask<K extends keyof LogRequests>(
    method: K,
    params: LogRequests[K]['params'],
  ): Promise<LogRequests[K]['result'] | undefined> {
    const { version } = this.document;
    try {
      if (this.version !== version && this.worker !== undefined) await settled();
      if (this.document.version !== version || this.document.isClosed) return undefined;
      const { rpc } = await this.brought();
      const answer = await (
        rpc.ask as (method: K, params: unknown) => Promise<LogRequests[K]['result']>
      ).call(rpc, method, params);
      return this.document.version === version ? answer : undefined;
    } catch {
      // Not a log, or its worker has ended: the text stays as it is.
      return undefined;
    }
  }

  dispose(): void {
    void this.worker?.then((worker) => worker.end()).catch(() => {});
    this.worker = undefined;
  }

  /** The worker, which has the text as it is now. */
  private async brought(): Promise<WorkerLink> {
    const { version } = this.document;
    const isNew = this.worker === undefined;
    this.worker ??= this.started();
    const worker = await this.worker;
    if (this.version !== version) {
      this.version = version;
      const name = baseName(this.document.uri.path);
      const bytes = new TextEncoder().encode(this.document.getText());
      const source = { kind: 'bytes', name, bytes } as const;
      this.given = this.given.then(
        (): Promise<unknown> =>
          isNew
            ? worker.rpc.ask('open', { source, locale: locale() })
            : worker.rpc.ask('advance', { source }),
      );
    }
    await this.given;
    return worker;
  }

  private async started(): Promise<WorkerLink> {
    return new WorkerLink(await startWorker(this.extension), () => {
      this.worker = undefined;
      this.version = -1;
      this.given = Promise.resolve();
    });
  }
}

/** The logs that are open in text editors. */
export class TextLogs implements Disposable {
  private readonly logs = new Map<TextDocument, TextLog>();
  /** Texts of other languages for which it was asked. */
  private readonly chosen = new Set<TextDocument>();

  constructor(private readonly extension: ExtensionFiles) {}

  /** The log of a document; undefined: it is none, or too large. */
  of(document: TextDocument): TextLog | undefined {
    if (!this.has(document) || isTooLarge(document)) return undefined;
    let log = this.logs.get(document);
    if (log === undefined) {
      log = new TextLog(document, this.extension);
      this.logs.set(document, log);
    }
    return log;
  }

  has(document: TextDocument): boolean {
    return isLog(document) || this.chosen.has(document);
  }

  choose(document: TextDocument): void {
    this.chosen.add(document);
  }

  closed(document: TextDocument): void {
    this.logs.get(document)?.dispose();
    this.logs.delete(document);
    this.chosen.delete(document);
  }

  dispose(): void {
    for (const log of this.logs.values()) log.dispose();
  }
}

export const isTooLarge = (document: TextDocument): boolean =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > LARGEST;

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

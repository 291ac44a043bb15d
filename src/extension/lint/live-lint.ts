import { Disposable, type TextDocument, workspace } from 'vscode';
import type { LintFinding } from '../../core/session/lint';
import { SUPERSEDED } from '../../protocol';
import { FAMILIES, familyOf } from './lint-languages';
import type { LintNames } from './lint-names';
import { isWanted } from './lint-settings';
import type { LintRpc } from './lint-thread';
import type { Linter } from './linter';
import type { ShownFindings } from './shown-findings';
import type { WorkspaceSources } from './workspace-sources';

/** After the last key of a burst. */
const SETTLE_MS = 150;
/** How long the first findings wait for the files beside the open ones: without them a wrapper of close is not known. */
const PATIENCE_MS = 3000;

/** Lints open documents while they are edited. */
export class LiveLint implements Disposable {
  /** By their names in findings. */
  private readonly documents = new Map<string, TextDocument>();
  private readonly untold = new Set<string>();
  private readonly subscriptions: Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = new AbortController();
  private patience: Promise<'late'> | undefined;
  /** The files beside the open ones are still being read. */
  private waiting = false;

  constructor(
    private readonly linter: Linter,
    private readonly names: LintNames,
    private readonly sources: WorkspaceSources,
    private readonly shown: ShownFindings,
  ) {
    this.subscriptions = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.opened(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.changed(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.closed(document)),
      linter.onDidRenew(() => this.tellAgain()),
      sources.onDidChange(() => this.schedule()),
    );
    for (const document of workspace.textDocuments) this.opened(document);
  }

  /** Settings have changed that say which documents are linted. */
  choose(): void {
    for (const document of workspace.textDocuments) {
      const known = this.documents.has(this.names.ofDocument(document));
      if (known && !isWanted(document)) this.closed(document);
      else if (!known) this.opened(document);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running.abort();
    this.subscriptions.dispose();
  }

  private opened(document: TextDocument): void {
    if (familyOf(document.languageId) === undefined || !isAFile(document) || !isWanted(document)) return;
    const name = this.names.ofDocument(document);
    this.documents.set(name, document);
    this.untold.add(name);
    this.schedule(0);
  }

  private changed(document: TextDocument): void {
    const name = this.names.ofDocument(document);
    if (!this.documents.has(name)) return;
    this.linter.setAside.release(name);
    this.untold.add(name);
    this.schedule();
  }

  private closed(document: TextDocument): void {
    const name = this.names.ofDocument(document);
    if (!this.documents.delete(name)) return;
    this.untold.delete(name);
    this.shown.dropLive(document.uri);
    void this.linter.running().then((rpc) => rpc?.tell('closed', { path: name }));
    if (this.documents.size > 0) this.schedule();
  }

  private tellAgain(): void {
    this.patience = undefined;
    for (const name of this.documents.keys()) this.untold.add(name);
    this.schedule();
  }

  /** What still runs is about older texts. */
  private schedule(delay = SETTLE_MS): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running.abort();
      this.running = new AbortController();
      void this.run(this.running.signal);
    }, delay);
  }

  private async run(signal: AbortSignal): Promise<void> {
    if (this.documents.size === 0) return;
    const rpc = await this.linter.rpc();
    if (rpc === undefined || signal.aborted) return;
    const asked = this.tell(rpc);
    if (asked.size === 0) return;
    await this.surroundings();
    if (signal.aborted) return;
    try {
      const { findings, skipped } = await rpc.ask('lint', { paths: [...asked.keys()] }, signal);
      if (signal.aborted) return;
      this.show(asked, findings);
      this.linter.tellSkipped(skipped);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // A worker that was ended meanwhile has said why.
      const isThere = (await this.linter.running()) === rpc;
      if (!signal.aborted && isThere && reason !== SUPERSEDED) this.linter.abandon(reason);
    }
  }

  /** Tells the worker of all that has changed; returns the versions of all open documents that it knows now. */
  private tell(rpc: LintRpc): ReadonlyMap<string, number> {
    const { setAside } = this.linter;
    for (const path of this.untold) {
      const document = this.documents.get(path);
      if (document === undefined) continue;
      if (setAside.has(path)) this.shown.dropLive(document.uri);
      else rpc.tell('opened', { path, text: document.getText() });
    }
    this.untold.clear();
    const known = [...this.documents].filter(([name]) => !setAside.has(name));
    return new Map(known.map(([name, { version }]) => [name, version]));
  }

  /** Resolves when the files beside the open ones are read, or patience is at its end: then they count when they are. */
  private async surroundings(): Promise<void> {
    const families = new Set([...this.documents.values()].map(({ languageId }) => familyOf(languageId)));
    const needed = FAMILIES.filter((family) => families.has(family));
    const all = Promise.all(needed.map((family) => this.sources.need(family))).catch(() => {});
    this.patience ??= new Promise((resolve) => setTimeout(() => resolve('late'), PATIENCE_MS));
    if ((await Promise.race([all, this.patience])) === 'late' && !this.waiting) {
      this.waiting = true;
      void all.then(() => {
        this.waiting = false;
        this.schedule();
      });
    }
  }

  private show(asked: ReadonlyMap<string, number>, findings: readonly LintFinding[]): void {
    for (const [name, version] of asked) {
      const document = this.documents.get(name);
      // A later text has a run of its own.
      if (document === undefined || document.version !== version) continue;
      this.shown.setLive(
        document,
        findings.filter(({ file }) => file === name),
      );
    }
  }
}

/** Not what another extension makes up, such as the other side of a comparison. */
function isAFile({ uri }: TextDocument): boolean {
  if (uri.scheme === 'untitled' || workspace.getWorkspaceFolder(uri) !== undefined) return true;
  return workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

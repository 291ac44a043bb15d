import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAction, Diagnostic, Hover, Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isLintable, type LintFinding } from '../../core/session/lint';
import { SUPERSEDED } from '../../protocol';
import { actionsOf, diagnosticOf, hoverOf, rangeOf, uriOfPath } from './findings';
import type { LintRpc, LintThread } from './lint-thread';
import { levelOf, type Settings } from './settings';
import type { WorkspaceFiles } from './workspace-files';

/** After the last key of a burst. */
const SETTLE_MS = 150;
/** How long the first findings wait for the files beside the open ones: without them a wrapper of close is not known. */
const PATIENCE_MS = 3000;

/** What the server says to the editor. */
export interface Editor {
  publish(uri: string, version: number, diagnostics: Diagnostic[]): void;
}

interface Linted {
  readonly version: number;
  readonly findings: readonly LintFinding[];
}

/** Lints the documents that an editor has open, while they are edited. */
export class LintServer {
  /** By their paths, which are their names in findings. */
  private readonly documents = new Map<string, TextDocument>();
  private readonly untold = new Set<string>();
  private readonly linted = new Map<string, Linted>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = new AbortController();
  private surroundings: Promise<void> | undefined;
  private reasons: Promise<Readonly<Record<string, string>>> | undefined;

  constructor(
    private readonly thread: LintThread,
    private readonly files: WorkspaceFiles,
    private readonly folders: readonly string[],
    private readonly settings: Settings,
    private readonly editor: Editor,
  ) {}

  /** A document was opened, or has another text. */
  changed(document: TextDocument, isNew: boolean): void {
    const path = pathOf(document.uri);
    if (path === null || !isLintable(path)) return;
    this.documents.set(path, document);
    this.thread.setAside.delete(path);
    this.untold.add(path);
    this.schedule(isNew ? 0 : SETTLE_MS);
  }

  closed({ uri, version }: TextDocument): void {
    const path = pathOf(uri);
    if (path === null || !this.documents.delete(path)) return;
    this.untold.delete(path);
    this.linted.delete(path);
    this.editor.publish(uri, version, []);
    void this.thread.rpc().then((rpc) => rpc?.tell('closed', { path }));
    if (this.documents.size > 0) this.schedule();
  }

  /** Files were written, by whatever program. */
  async onDisk(written: readonly string[], gone: readonly string[]): Promise<void> {
    for (const path of written) this.thread.setAside.delete(path);
    const rpc = await this.thread.rpc();
    if (rpc === undefined) return;
    const deleted = this.files.deleted(rpc, gone);
    if ((await this.files.changed(rpc, written)) || deleted) this.schedule();
  }

  /** The worker was started again and knows nothing. */
  tellAgain(): void {
    this.surroundings = undefined;
    this.reasons = undefined;
    for (const path of this.documents.keys()) this.untold.add(path);
    this.schedule();
  }

  /** The fixes of what is found in a range. */
  actions(uri: string, range: Range, given: readonly Diagnostic[]): CodeAction[] {
    const silenced = new Set<string>();
    return this.shownIn(uri).flatMap((finding) => {
      if (!touches(rangeOf(finding), range)) return [];
      const own = given.filter(
        ({ code, range: at }) => code === finding.rule && isSame(at, rangeOf(finding)),
      );
      // One comment silences a rule in a line, however many findings it has there.
      const key = `${finding.rule} ${finding.line}`;
      const again = silenced.has(key);
      silenced.add(key);
      const fixes = again ? finding.fixes.filter(({ kind }) => kind !== 'suppress') : finding.fixes;
      return actionsOf({ ...finding, fixes }, own, this.uriOf);
    });
  }

  /** What is found at a place, with the way that proves it; null: nothing is. */
  async hover(uri: string, position: Position, markdown: boolean): Promise<Hover | null> {
    const here = this.shownIn(uri).filter((each) =>
      touches(rangeOf(each), { start: position, end: position }),
    );
    if (here.length === 0) return null;
    const reasons = await this.reasonsOfRules();
    const texts = here.map((each) => hoverOf(each, reasons[each.rule] ?? '', this.uriOf, markdown));
    const value = texts.join(markdown ? '\n\n---\n\n' : '\n\n');
    return {
      contents: { kind: markdown ? 'markdown' : 'plaintext', value },
      range: rangeOf(here[0]),
    };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running.abort();
    this.thread.dispose();
  }

  /** The findings of a document, if they are about its text as it is now. */
  private shownIn(uri: string): readonly LintFinding[] {
    const path = pathOf(uri);
    const linted = path === null ? undefined : this.linted.get(path);
    if (path === null || linted === undefined || this.documents.get(path)?.version !== linted.version)
      return [];
    return linted.findings.filter((each) => this.levelOf(each) !== 'off');
  }

  private levelOf(finding: LintFinding) {
    const folder = this.folders.find((each) => finding.file.startsWith(each + sep));
    const within = folder === undefined ? null : relative(folder, finding.file).split(sep).join('/');
    return levelOf(this.settings, finding, within);
  }

  private readonly uriOf = (path: string): string => this.documents.get(path)?.uri ?? uriOfPath(path);

  private async reasonsOfRules(): Promise<Readonly<Record<string, string>>> {
    this.reasons ??= this.thread.rpc().then((rpc) => rpc?.ask('reasons', {}) ?? {});
    return this.reasons.catch(() => ({}));
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
    const rpc = await this.thread.rpc();
    if (rpc === undefined || signal.aborted) return;
    const asked = this.tell(rpc);
    if (asked.size === 0) return;
    await this.besides(rpc);
    if (signal.aborted) return;
    try {
      const { findings, skipped } = await rpc.ask('lint', { paths: [...asked.keys()] }, signal);
      if (signal.aborted) return;
      this.show(asked, findings);
      this.thread.tellSkipped(skipped);
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      // A worker that ended is started again, told all anew, and has said so.
      if (reason === SUPERSEDED) this.schedule();
      else this.thread.tellRefused(reason);
    }
  }

  /** Tells the worker of all that has changed; returns the versions of the documents that it knows now. */
  private tell(rpc: LintRpc): ReadonlyMap<string, number> {
    const { setAside } = this.thread;
    for (const path of this.untold) {
      const document = this.documents.get(path);
      if (document === undefined || setAside.has(path)) continue;
      rpc.tell('opened', { path, text: document.getText() });
    }
    this.untold.clear();
    const known = [...this.documents].filter(([path]) => !setAside.has(path));
    return new Map(known.map(([path, { version }]) => [path, version]));
  }

  /** Resolves when the files beside the open ones are read, or patience is at its end: then they count when they are. */
  private async besides(rpc: LintRpc): Promise<void> {
    if (this.surroundings === undefined) {
      const reading = this.files.read(rpc).catch(() => undefined);
      let isLate = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          isLate = true;
          resolve();
        }, PATIENCE_MS);
      });
      void reading.then(() => {
        clearTimeout(timer);
        if (isLate) this.schedule();
      });
      this.surroundings = Promise.race([reading, patience]);
    }
    await this.surroundings;
  }

  private show(asked: ReadonlyMap<string, number>, findings: readonly LintFinding[]): void {
    for (const [path, version] of asked) {
      const document = this.documents.get(path);
      // A later text has a run of its own.
      if (document === undefined || document.version !== version) continue;
      const own = findings.filter(({ file }) => file === path);
      this.linted.set(path, { version, findings: own });
      const diagnostics = own.flatMap((finding) => {
        const level = this.levelOf(finding);
        return level === 'off' ? [] : [diagnosticOf(finding, level, this.uriOf)];
      });
      this.editor.publish(document.uri, version, diagnostics);
    }
  }
}

/** null: it is no file of this machine. */
export function pathOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
const isSame = (a: Range, b: Range): boolean =>
  !isBefore(a.start, b.start) &&
  !isBefore(b.start, a.start) &&
  !isBefore(a.end, b.end) &&
  !isBefore(b.end, a.end);

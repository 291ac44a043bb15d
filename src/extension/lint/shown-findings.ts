import {
  type Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  type Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { LintFinding } from '../../core/session/lint';
import { inTurns } from '../workbench';
import { diagnosticOf } from './diagnostics';
import { RuleSettings } from './lint-settings';

/** What is known of one file. */
interface ShownFile {
  readonly uri: Uri;
  /** Of the document while it is open, and the version that it is about. */
  live?: { readonly version: number; readonly findings: readonly LintFinding[] };
  /** Of the workspace, when it was linted last. */
  workspace?: readonly LintFinding[];
  /** Of its problems, how many VS Code lists. */
  listed: number;
}

/** A connection that shows the effect of a finding, in words, and where it is. */
export interface ShownEvidence {
  readonly text: string;
  readonly uri: Uri;
  /** Of a text, from 1. */
  readonly line: number;
  readonly connection: number;
  /** Its packet; null: it has none. */
  readonly index: number | null;
}

/** Where the effect of findings shows. */
export interface FindingEvidence {
  /** The connections that show the effect of a finding, as far as is known. */
  of(finding: LintFinding): readonly ShownEvidence[];
  /** Resolves when that is known of the findings of a document. */
  learn(document: TextDocument): Promise<void>;
}

const NO_EVIDENCE: FindingEvidence = { of: () => [], learn: async () => {} };

/** A finding with the document whose text it is about. */
export interface FindingAt {
  readonly finding: LintFinding;
  /** Its place among the document's findings. */
  readonly index: number;
}

/**
 * The findings that are shown, and their diagnostics. An open document's own findings win over the workspace's. What
 * concerns many files is done a few milliseconds at a time.
 */
export class ShownFindings implements Disposable {
  private readonly collection: DiagnosticCollection = languages.createDiagnosticCollection('closewait');
  private readonly files = new Map<string, ShownFile>();
  private readonly settings = new RuleSettings();
  private readonly total = { problems: 0, files: 0, ofWorkspace: 0 };
  private refreshes = 0;
  private evidence = NO_EVIDENCE;
  private readonly live = new EventEmitter<TextDocument>();
  /** A document has findings anew. */
  readonly onDidSetLive = this.live.event;
  private readonly changed = new EventEmitter<void>();
  /** What the workspace was found to hold is there, or is there no more. */
  readonly onDidChangeWorkspace = this.changed.event;

  /** `uriOf` tells which file a finding names. */
  constructor(private readonly uriOf: (name: string) => Uri | undefined) {}

  /** What was found in a document, of this version of its text. */
  setLive(document: TextDocument, findings: readonly LintFinding[]): void {
    const { uri, version } = document;
    const file = this.file(uri);
    file.live = { version, findings };
    this.show([file]);
    if (findings.length > 0) this.live.fire(document);
  }

  /** The document is closed, or not linted any more. What the workspace was found to hold in it stays. */
  dropLive(uri: Uri): void {
    const file = this.files.get(uri.toString());
    if (file === undefined) return;
    delete file.live;
    this.show([file]);
  }

  /** Adds a part of what was found in the workspace, some dozens of findings: all those of some files. */
  addWorkspace(findings: readonly LintFinding[]): void {
    const files = new Map<ShownFile, LintFinding[]>();
    let known: { readonly name: string; readonly list: LintFinding[] } | undefined;
    for (const finding of findings) {
      if (known?.name !== finding.file) {
        const uri = this.uriOf(finding.file);
        if (uri === undefined) continue;
        const file = this.file(uri);
        known = { name: finding.file, list: files.get(file) ?? [] };
        files.set(file, known.list);
      }
      known.list.push(finding);
    }
    for (const [file, list] of files) this.setWorkspace(file, list);
    this.show([...files.keys()]);
  }

  /** From now on findings are shown together with connections that show their effect. */
  showWith(evidence: FindingEvidence): void {
    this.evidence = evidence;
  }

  /** The connections that show the effect of a finding. */
  evidenceOf(finding: LintFinding): readonly ShownEvidence[] {
    return this.evidence.of(finding);
  }

  /** Resolves when the connections are known that show the effect of a document's findings. */
  learnEvidence(document: TextDocument): Promise<void> {
    return this.evidence.learn(document);
  }

  /** Forgets all that was found in the workspace. */
  async clearWorkspace(): Promise<void> {
    await inTurns([...this.files.values()], (file) => {
      if (file.workspace === undefined) return;
      this.setWorkspace(file, undefined);
      this.show([file]);
    });
  }

  hasWorkspace(): boolean {
    return this.total.ofWorkspace > 0;
  }

  /** The file is gone. */
  deleted(uri: Uri): void {
    const file = this.files.get(uri.toString());
    if (file !== undefined) this.drop(file);
  }

  /** The file, or all files of the folder, are gone. */
  deletedUnder(uri: Uri): void {
    this.deleted(uri);
    const folder = `${uri.toString()}/`;
    for (const [key, file] of this.files) if (key.startsWith(folder)) this.drop(file);
  }

  /** Settings have changed: everything is shown anew. */
  async refresh(): Promise<void> {
    this.settings.forget();
    const turn = ++this.refreshes;
    await inTurns(
      [...this.files],
      ([key, file]) => {
        if (this.files.get(key) === file) this.show([file]);
      },
      () => turn === this.refreshes,
    );
  }

  /** How many problems VS Code lists, and in how many files. */
  count(): { readonly problems: number; readonly files: number } {
    return { problems: this.total.problems, files: this.total.files };
  }

  /** The findings of a document, if they are about its text as it is now and not turned off. */
  in({ uri, version }: TextDocument): readonly FindingAt[] {
    const live = this.files.get(uri.toString())?.live;
    if (live === undefined || live.version !== version) return [];
    return live.findings
      .map((finding, index) => ({ finding, index }))
      .filter(({ finding }) => this.settings.of(finding, uri) !== 'off');
  }

  /** A document's finding by its place among them. */
  finding(uri: string, index: number): LintFinding | undefined {
    return this.files.get(uri)?.live?.findings[index];
  }

  dispose(): void {
    this.collection.dispose();
    this.changed.dispose();
    this.live.dispose();
  }

  private file(uri: Uri): ShownFile {
    const key = uri.toString();
    const known = this.files.get(key) ?? { uri, listed: 0 };
    this.files.set(key, known);
    return known;
  }

  private setWorkspace(file: ShownFile, findings: readonly LintFinding[] | undefined): void {
    const had = this.hasWorkspace();
    this.total.ofWorkspace += Number(findings !== undefined) - Number(file.workspace !== undefined);
    if (findings === undefined) delete file.workspace;
    else file.workspace = findings;
    if (had !== this.hasWorkspace()) this.changed.fire();
  }

  private drop(file: ShownFile): void {
    delete file.live;
    this.setWorkspace(file, undefined);
    this.show([file]);
  }

  /** In one call: VS Code sends each to its window. */
  private show(files: readonly ShownFile[]): void {
    this.collection.set(files.map((file) => [file.uri, this.diagnosticsOf(file)]));
  }

  private diagnosticsOf(file: ShownFile): Diagnostic[] | undefined {
    const findings = file.live?.findings ?? file.workspace;
    if (findings === undefined) this.files.delete(file.uri.toString());
    const diagnostics = (findings ?? []).flatMap((finding) => {
      const setting = this.settings.of(finding, file.uri);
      return setting === 'off' ? [] : [diagnosticOf(finding, setting, this.uriOf, this.evidence.of(finding))];
    });
    this.recount(file, diagnostics);
    return findings === undefined ? undefined : diagnostics;
  }

  private recount(file: ShownFile, diagnostics: readonly Diagnostic[]): void {
    const listed = diagnostics.filter(({ severity }) => severity !== DiagnosticSeverity.Hint).length;
    this.total.problems += listed - file.listed;
    this.total.files += Number(listed > 0) - Number(file.listed > 0);
    file.listed = listed;
  }
}

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
import type { LintFinding } from '../../core/session';
import { diagnosticOf } from './diagnostics';
import { ruleSetting } from './lint-settings';

/** What is known of one file. */
interface ShownFile {
  readonly uri: Uri;
  /** Of the document while it is open, and the version that it is about. */
  live?: { readonly version: number; readonly findings: readonly LintFinding[] };
  /** Of the workspace, when it was linted last. */
  workspace?: readonly LintFinding[];
}

/** A finding with the document whose text it is about. */
export interface FindingAt {
  readonly finding: LintFinding;
  /** Its place among the document's findings. */
  readonly index: number;
}

/** The findings that are shown, and their diagnostics. An open document's own findings win over the workspace's. */
export class ShownFindings implements Disposable {
  private readonly collection: DiagnosticCollection = languages.createDiagnosticCollection('closewait');
  private readonly files = new Map<string, ShownFile>();
  private readonly changed = new EventEmitter<void>();
  /** What the workspace was found to hold is there, or is there no more. */
  readonly onDidChangeWorkspace = this.changed.event;

  /** `uriOf` tells which file a finding names. */
  constructor(private readonly uriOf: (name: string) => Uri | undefined) {}

  /** What was found in a document, of this version of its text. */
  setLive({ uri, version }: TextDocument, findings: readonly LintFinding[]): void {
    const file = this.file(uri);
    file.live = { version, findings };
    this.show(file);
  }

  /** The document is closed, or not linted any more. What the workspace was found to hold in it stays. */
  dropLive(uri: Uri): void {
    const file = this.files.get(uri.toString());
    if (file === undefined) return;
    delete file.live;
    this.show(file);
  }

  /** Replaces all that was found in the workspace. Every file with findings is named by them. */
  setWorkspace(findings: readonly LintFinding[]): void {
    this.clearWorkspace();
    for (const name of new Set(findings.map(({ file }) => file))) {
      const uri = this.uriOf(name);
      if (uri === undefined) continue;
      const file = this.file(uri);
      file.workspace = findings.filter((each) => each.file === name);
      this.show(file);
    }
    this.changed.fire();
  }

  clearWorkspace(): void {
    for (const file of [...this.files.values()]) {
      if (file.workspace === undefined) continue;
      delete file.workspace;
      this.show(file);
    }
    this.changed.fire();
  }

  hasWorkspace(): boolean {
    return [...this.files.values()].some(({ workspace }) => workspace !== undefined);
  }

  /** The file, or all files of the folder, are gone. */
  deleted(uri: Uri): void {
    const name = uri.toString();
    for (const [key, file] of [...this.files])
      if (key === name || key.startsWith(`${name}/`)) {
        delete file.workspace;
        if (key === name) delete file.live;
        this.show(file);
      }
    this.changed.fire();
  }

  /** Settings have changed: everything is shown anew. */
  refresh(): void {
    for (const file of [...this.files.values()]) this.show(file);
  }

  /** How many problems VS Code lists, and in how many files. */
  count(): { readonly problems: number; readonly files: number } {
    let problems = 0;
    let files = 0;
    this.collection.forEach((_, diagnostics) => {
      const listed = diagnostics.filter(({ severity }) => severity !== DiagnosticSeverity.Hint).length;
      problems += listed;
      if (listed > 0) files++;
    });
    return { problems, files };
  }

  /** The findings of a document, if they are about its text as it is now and not turned off. */
  in({ uri, version }: TextDocument): readonly FindingAt[] {
    const live = this.files.get(uri.toString())?.live;
    if (live === undefined || live.version !== version) return [];
    return live.findings
      .map((finding, index) => ({ finding, index }))
      .filter(({ finding }) => ruleSetting(finding.rule, uri) !== 'off');
  }

  /** A document's finding by its place among them. */
  finding(uri: string, index: number): LintFinding | undefined {
    return this.files.get(uri)?.live?.findings[index];
  }

  dispose(): void {
    this.collection.dispose();
    this.changed.dispose();
  }

  private file(uri: Uri): ShownFile {
    const key = uri.toString();
    const known = this.files.get(key) ?? { uri };
    this.files.set(key, known);
    return known;
  }

  private show(file: ShownFile): void {
    const findings = file.live?.findings ?? file.workspace;
    if (findings === undefined) this.files.delete(file.uri.toString());
    this.collection.set(file.uri, this.diagnosticsOf(file.uri, findings ?? []));
  }

  private diagnosticsOf(uri: Uri, findings: readonly LintFinding[]): Diagnostic[] {
    return findings.flatMap((finding) => {
      const setting = ruleSetting(finding.rule, uri);
      return setting === 'off' ? [] : [diagnosticOf(finding, setting, this.uriOf)];
    });
  }
}

import type { TextDocument, Uri } from 'vscode';
import { fileLintName, lintName } from './lint-languages';

/** The names that the worker knows files by, and the files that they stand for. */
export class LintNames {
  private readonly uris = new Map<string, Uri>();

  ofDocument(document: TextDocument): string {
    return this.enter(lintName(document), document.uri);
  }

  ofFile(uri: Uri): string {
    return this.enter(fileLintName(uri), uri);
  }

  /** The file that a finding names. */
  readonly uriOf = (name: string): Uri | undefined => this.uris.get(name);

  private enter(name: string, uri: Uri): string {
    this.uris.set(name, uri);
    return name;
  }
}

import { type Uri, workspace } from 'vscode';
import { OPENS_FILES } from '#host';
import type { SourceReference } from '../../protocol';
import { baseName } from './file-name';

/** How the worker gets at a document: by itself where it can, else its bytes are read here and handed over. */
export async function sourceOf(uri: Uri): Promise<SourceReference> {
  const name = baseName(uri.path);
  if (OPENS_FILES && uri.scheme === 'file') return { kind: 'file', name, path: uri.fsPath };
  return { kind: 'bytes', name, bytes: await workspace.fs.readFile(uri) };
}

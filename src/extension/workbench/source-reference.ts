import { Uri, workspace } from 'vscode';
import { OPENS_FILES } from '#host';
import type { SingleSource, SourceReference } from '../../protocol';
import { baseName } from './file-name';

/** A document that only names files that are opened together, a URI a line. */
export const PIECES_SUFFIX = '.pieces';

/** A document that holds this machine's sockets as they were looked at last. */
export const SOCKETS_SUFFIX = '.sockets';

/** A capture's document: a file, or the pieces that it names. */
export async function captureSourceOf(uri: Uri): Promise<SourceReference> {
  if (uri.path.endsWith(SOCKETS_SUFFIX))
    return {
      kind: 'bytes',
      name: baseName(uri.path),
      bytes: await workspace.fs.readFile(uri),
      isLook: true,
    };
  if (!uri.path.endsWith(PIECES_SUFFIX)) return sourceOf(uri);
  const lines = new TextDecoder().decode(await workspace.fs.readFile(uri)).split('\n');
  const files = lines.filter((line) => line !== '').map((line) => Uri.parse(line));
  const names = namesOf(files);
  const pieces: SingleSource[] = [];
  for (const [at, file] of files.entries()) pieces.push({ ...(await sourceOf(file)), name: names[at] });
  return { kind: 'pieces', name: baseName(uri.path), pieces };
}

/** How the worker gets at a file: by itself where it can, else its bytes are read here and handed over. */
export async function sourceOf(uri: Uri): Promise<SingleSource> {
  const name = baseName(uri.path);
  if (OPENS_FILES && uri.scheme === 'file') return { kind: 'file', name, path: uri.fsPath };
  return { kind: 'bytes', name, bytes: await workspace.fs.readFile(uri) };
}

/** Files of the same name, as both ends of a connection may have them, with their folders. */
function namesOf(files: readonly Uri[]): string[] {
  const names = files.map(({ path }) => baseName(path));
  return new Set(names).size === names.length
    ? names
    : files.map(({ path }) => path.split('/').slice(-2).join('/'));
}

import { FileType, Uri, workspace } from 'vscode';
import { OPENS_FILES } from '#host';
import type { SingleSource, SourceReference } from '../../protocol';
import { baseName } from './file-name';
import { piecesLike } from './recordings-by-name';

/** A document that only names files that are opened together, a URI a line. */
export const PIECES_SUFFIX = '.pieces';

/** In such a document, before one piece of a recording: with it all pieces of that in its folder. */
export const FOLDER_MARK = 'pieces like ';

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
  const files = await filesOf(uri);
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

/** The files that a document names, with the pieces that have come since. */
export async function filesOf(uri: Uri): Promise<readonly Uri[]> {
  const lines = new TextDecoder().decode(await workspace.fs.readFile(uri)).split('\n');
  const files: Uri[] = [];
  for (const line of lines)
    if (line.startsWith(FOLDER_MARK))
      files.push(...(await namedLike(Uri.parse(line.slice(FOLDER_MARK.length)))));
    else if (line !== '') files.push(Uri.parse(line));
  return files;
}

/** The pieces in the folder of one, itself among them while it is there. */
async function namedLike(first: Uri): Promise<readonly Uri[]> {
  const folder = Uri.joinPath(first, '..');
  const entries = await workspace.fs.readDirectory(folder);
  const names = entries.flatMap(([name, type]) => ((type & FileType.File) === 0 ? [] : [name]));
  return piecesLike(baseName(first.path), names).map((name) => Uri.joinPath(folder, name));
}

/** Files of the same name, as both ends of a connection may have them, with their folders. */
function namesOf(files: readonly Uri[]): string[] {
  const names = files.map(({ path }) => baseName(path));
  return new Set(names).size === names.length
    ? names
    : files.map(({ path }) => path.split('/').slice(-2).join('/'));
}

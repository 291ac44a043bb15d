import { type ExtensionContext, Uri, workspace } from 'vscode';
import { baseName, FOLDER_MARK, PIECES_SUFFIX } from '../workbench';

const FOLDER = 'pasted';

/**
 * Text that is opened as a capture without being a file: a log pasted into an untitled editor, a selection. It
 * is kept in the extension's own storage, so that its editor comes back after a reload, until that editor is closed.
 */
export class PastedCaptures {
  private readonly folder: Uri;

  constructor({ storageUri, globalStorageUri }: ExtensionContext) {
    this.folder = Uri.joinPath(storageUri ?? globalStorageUri, FOLDER);
  }

  /** Keeps the text and returns the document to open. `title` names it on its tab. */
  async keep(text: string, title: string): Promise<Uri> {
    const place = Uri.joinPath(this.folder, crypto.randomUUID());
    const name = /\.(tcpdump|log|txt|out|sockets)$/i.test(title) ? title : `${title}.tcpdump`;
    const uri = Uri.joinPath(place, baseName(name));
    await workspace.fs.createDirectory(place);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }

  /** Another text in the place of one that was kept; false: its document has been closed meanwhile. */
  async replace(uri: Uri, text: string): Promise<boolean> {
    try {
      await workspace.fs.stat(uri);
    } catch {
      return false;
    }
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return true;
  }

  /**
   * Keeps which files are opened together, the pieces of one recording or those of one incident, and returns the document that opens them together.
   * `folder`: in it are the pieces, those that are still to come, too, which are named like the one in `files`.
   */
  async keepPieces(files: readonly Uri[], title: string, folder?: Uri): Promise<Uri> {
    const place = Uri.joinPath(this.folder, crypto.randomUUID());
    const uri = Uri.joinPath(place, `${baseName(title)}${PIECES_SUFFIX}`);
    await workspace.fs.createDirectory(place);
    const of = folder === undefined ? '' : FOLDER_MARK;
    const lines = files.map((file) => `${of}${file.toString()}\n`).join('');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(lines));
    return uri;
  }

  /** Deletes what was kept for a document, if it is one of these. */
  async closed(uri: Uri): Promise<void> {
    if (!uri.path.startsWith(`${this.folder.path}/`)) return;
    await workspace.fs.delete(Uri.joinPath(uri, '..'), { recursive: true });
  }
}

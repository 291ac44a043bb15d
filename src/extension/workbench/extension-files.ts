import { Uri, workspace } from 'vscode';
import type { ExtensionFiles } from '#host';

/** The extension's own files, wherever it is installed. */
export const extensionFiles = (root: Uri): ExtensionFiles => ({
  path: root.fsPath,
  read: async (relativePath) => workspace.fs.readFile(Uri.joinPath(root, relativePath)),
});

import { Uri, window, workspace } from 'vscode';

/** Asks where, and writes the text there in UTF-8. Resolves to false when the user thought better of it. */
export async function saveText(beside: Uri, name: string, text: string): Promise<boolean> {
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(beside, '..', name),
    filters: { SVG: ['svg'] },
  });
  if (target === undefined) return false;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return true;
}

import { FileType, l10n, Uri, window, workspace } from 'vscode';
import { baseName, recordingsByName } from '../workbench';
import { openCapture } from './open-as-capture';
import type { PastedCaptures } from './pasted-captures';

/** Opens the recording in a folder, its rotated pieces as one; where there are several, the one that is picked. */
export async function openFolderAsCapture(given: Uri | undefined, pasted: PastedCaptures): Promise<void> {
  const folder = given ?? (await picked());
  if (folder === undefined) return;
  const entries = await workspace.fs.readDirectory(folder);
  const files = entries.flatMap(([name, type]) => ((type & FileType.File) === 0 ? [] : [name]));
  const recordings = recordingsByName(files);
  const chosen = recordings.length > 1 ? await choose(recordings) : recordings[0];
  if (chosen !== undefined)
    return openCapture(await pasted.keepPieces([Uri.joinPath(folder, chosen[0])], chosen[0], folder));
  if (recordings.length === 0)
    void window.showInformationMessage(l10n.t('There is no capture in {0}.', baseName(folder.path)));
}

/** Opens files together: the pieces of one recording, others of its connections made elsewhere, and socket tables. */
export async function openTogether(files: readonly Uri[], pasted: PastedCaptures): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  await openCapture(files.length === 1 ? first : await pasted.keepPieces(files, baseName(first.path)));
}

async function choose(recordings: readonly string[][]): Promise<string[] | undefined> {
  const items = recordings.map((names) => ({
    label: names[0],
    description:
      names.length === 1 ? '' : l10n.t('{0} pieces, to {1}', names.length, names[names.length - 1]),
    names,
  }));
  const title = l10n.t('Open Folder as Capture');
  return (await window.showQuickPick(items, { title }))?.names;
}

async function picked(): Promise<Uri | undefined> {
  const title = l10n.t('Open Folder as Capture');
  const options = { title, openLabel: title, canSelectFolders: true, canSelectFiles: false };
  return (await window.showOpenDialog(options))?.[0];
}

import { RelativePattern, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import { IgnoreFiles } from '../../core/ignore';
import { inTurns } from '../workbench';
import { usesIgnoreFiles } from './lint-settings';

/** Folders with a file of their own, at most. */
const MOST = 1000;

/** What the `.gitignore` files of a folder leave out, read anew each time: they are few. */
export async function withoutIgnored(
  folder: WorkspaceFolder,
  found: readonly Uri[],
  exclude: string | undefined,
): Promise<readonly Uri[]> {
  if (!usesIgnoreFiles(folder.uri)) return found;
  const ignores = new IgnoreFiles();
  const files = await workspace.findFiles(
    new RelativePattern(folder, '**/.gitignore'),
    exclude ?? null,
    MOST,
  );
  await Promise.all(files.map((each) => enter(ignores, each)));
  const kept: Uri[] = [];
  await inTurns(found, (uri) => {
    if (!ignores.leavesOut(uri.path)) kept.push(uri);
  });
  return kept;
}

async function enter(ignores: IgnoreFiles, file: Uri): Promise<void> {
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    ignores.add(file.path.slice(0, file.path.lastIndexOf('/')), text);
  } catch {
    // It is gone since it was found.
  }
}

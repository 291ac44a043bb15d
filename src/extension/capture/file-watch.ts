import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { baseName, debounce, literalGlob } from '../workbench';

/** Changes come in bursts while `tcpdump -w` writes: this long after the first one the file is looked at. */
const SETTLE_MS = 200;

/** Calls back, at most every SETTLE_MS, when the file is written, created again or replaced; any file system that VS Code can watch. */
export function watchFile(uri: Uri, changed: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(
    new RelativePattern(Uri.joinPath(uri, '..'), literalGlob(baseName(uri.path))),
    false,
    false,
    true,
  );
  const settled = debounce(changed, SETTLE_MS);
  watcher.onDidChange(settled.call);
  watcher.onDidCreate(settled.call);
  return Disposable.from(watcher, { dispose: settled.cancel });
}

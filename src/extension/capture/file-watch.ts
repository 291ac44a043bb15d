import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { baseName, debounce, literalGlob } from '../workbench';

/** Changes come in bursts while `tcpdump -w` writes: this long after the first one the file is looked at. */
const SETTLE_MS = 200;

/** A file that is not there so long after it was deleted is gone. */
const GONE_AFTER_MS = 1000;

/** VS Code begins to watch behind the call, under load by seconds: what was written until then is told by nothing. */
const FIRST_LOOKS_MS = [1000, 5000, 20_000];

/** Milliseconds of silence after which the file is looked at again: twice as many each time, up to the longest. */
const FIRST_SILENCE_MS = 1000;
const LONGEST_SILENCE_MS = 300_000;

/**
 * Calls back, at most every SETTLE_MS, when the file is written, created again or replaced; any file system that VS Code can watch.
 * `unchanged` is called now and then while nothing more comes behind a change, `gone` when the file is deleted or there again.
 */
export function watchFile(
  uri: Uri,
  changed: () => void,
  unchanged: () => void,
  gone: (isGone: boolean) => void,
): Disposable {
  const watcher = workspace.createFileSystemWatcher(
    new RelativePattern(Uri.joinPath(uri, '..'), literalGlob(baseName(uri.path))),
  );
  const silence = silenceAfter(unchanged);
  const settled = debounce(() => {
    silence.begin();
    changed();
  }, SETTLE_MS);
  // A log that is rotated is there again in a moment.
  const presence = debounce(async () => gone((await versionOf(uri)) === null), GONE_AFTER_MS);
  watcher.onDidChange(settled.call);
  watcher.onDidCreate(settled.call);
  watcher.onDidCreate(presence.call);
  watcher.onDidDelete(presence.call);
  const before = versionOf(uri);
  const firstLooks = laterOn(FIRST_LOOKS_MS, async () => {
    const now = await versionOf(uri);
    if (now !== null && now !== (await before)) changed();
  });
  return Disposable.from(
    watcher,
    { dispose: settled.cancel },
    { dispose: presence.cancel },
    { dispose: silence.end },
    { dispose: firstLooks.end },
  );
}

/**
 * The same of a document that names other files: calls back when any of them is written, or another file comes into the
 * folder of one, until it is disposed.
 */
export function watchFolders(files: Promise<readonly Uri[]>, changed: () => void): Disposable {
  const settled = debounce(changed, SETTLE_MS);
  const watchers: Disposable[] = [];
  let isDisposed = false;
  void files.then(
    (all) => {
      if (isDisposed) return;
      const folders = new Map(
        all.map((file) => Uri.joinPath(file, '..')).map((uri) => [uri.toString(), uri]),
      );
      for (const folder of folders.values()) {
        const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*'));
        watcher.onDidChange(settled.call);
        watcher.onDidCreate(settled.call);
        watchers.push(watcher);
      }
    },
    () => {},
  );
  const firstLooks = laterOn(FIRST_LOOKS_MS, changed);
  return new Disposable(() => {
    isDisposed = true;
    settled.cancel();
    firstLooks.end();
    for (const watcher of watchers) watcher.dispose();
  });
}

/** Changes when the file is written; null: it is not there. */
async function versionOf(uri: Uri): Promise<string | null> {
  try {
    const { size, mtime } = await workspace.fs.stat(uri);
    return `${size} ${mtime}`;
  } catch {
    return null;
  }
}

/** Calls back so many milliseconds from now. */
export function laterOn(times: readonly number[], look: () => unknown): { end: () => void } {
  const timers = times.map((time) => setTimeout(look, time));
  return {
    end: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Calls back 1, 3, 7... seconds after the beginning, for eight minutes: silence is evidence, of which each second says less. */
export function silenceAfter(unchanged: () => void): { begin: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (time: number): void => {
    if (time > LONGEST_SILENCE_MS) return;
    timer = setTimeout(() => {
      wait(2 * time);
      unchanged();
    }, time);
  };
  const end = () => clearTimeout(timer);
  return {
    begin: () => {
      end();
      wait(FIRST_SILENCE_MS);
    },
    end,
  };
}

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { IgnoreFiles } from '../core/ignore';

/** What `.gitignore` files leave out of folders that are walked through. What is named itself is never left out. */
export class Ignored {
  private readonly files = new IgnoreFiles();
  private readonly read = new Set<string>();
  /** How many files and folders were left out. */
  count = 0;

  /** Reads what the repository says of a folder that is walked through, unless it leaves out the folder itself. */
  begin(folder: string): void {
    const above = foldersAbove(resolve(folder));
    if (above === null) return;
    const own = new IgnoreFiles();
    for (const each of above) for (const text of textsIn(each)) own.add(each, text);
    if (own.leavesOut(`${resolve(folder)}/x`)) return;
    for (const each of above) this.enter(each);
  }

  /** Reads a folder's own file. */
  enter(folder: string): void {
    const place = resolve(folder);
    if (this.read.has(place)) return;
    this.read.add(place);
    for (const text of textsIn(place)) this.files.add(place, text);
  }

  leavesOut(path: string, isFolder: boolean): boolean {
    const ignored = this.files.ignores(resolve(path), isFolder);
    if (ignored) this.count++;
    return ignored;
  }
}

/** The folders from the repository's root down to the one above; null outside of a repository. */
function foldersAbove(folder: string): readonly string[] | null {
  const above: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if (at !== folder) above.unshift(at);
    if (exists(join(at, '.git', 'HEAD')) || textOf(join(at, '.git')) !== null) return above;
    if (dirname(at) === at) return null;
  }
}

const exists = (path: string): boolean => textOf(path) !== null;

const textsIn = (folder: string): readonly string[] =>
  [join(folder, '.gitignore'), join(folder, '.git', 'info', 'exclude')].flatMap((path) => textOf(path) ?? []);

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

import ignore, { type Ignore } from 'ignore';

/** Whether a path, relative to the folder that it is looked at from, is meant. */
export type Glob = (relativePath: string) => boolean;

/** Patterns as in a `.gitignore` (https://git-scm.com/docs/gitignore): what the later say counts more. */
export function globOf(patterns: readonly string[]): Glob {
  const matcher = ignore().add([...patterns]);
  return (relativePath) => {
    const path = slashed(relativePath);
    return ignore.isPathValid(path) && matcher.ignores(path);
  };
}

/** What the `.gitignore` files of a tree leave out. Paths are whole, with slashes of either kind. */
export class IgnoreFiles {
  private readonly byFolder = new Map<string, Ignore>();
  private readonly known = new Map<string, boolean>();

  /** What a file in a folder says, for all below it; added to what another one said there. */
  add(folder: string, text: string): void {
    const own = slashed(folder);
    this.byFolder.set(own, (this.byFolder.get(own) ?? ignore()).add(text));
    this.known.clear();
  }

  /** Whether a folder or file is named by itself; of the files that speak of it the nearest decides. */
  ignores(path: string, isFolder: boolean): boolean {
    const whole = slashed(path);
    for (let at = whole.lastIndexOf('/'); at >= 0; at = at === 0 ? -1 : whole.lastIndexOf('/', at - 1)) {
      const rules = this.byFolder.get(whole.slice(0, at));
      const rest = `${whole.slice(at + 1)}${isFolder ? '/' : ''}`;
      if (rules === undefined || !ignore.isPathValid(rest)) continue;
      const { ignored, unignored } = rules.test(rest);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  /** Whether a file, or a folder that it lies in, is left out. */
  leavesOut(path: string): boolean {
    const whole = slashed(path);
    return (
      this.ignores(whole, false) || this.isBelowIgnored(whole.slice(0, Math.max(0, whole.lastIndexOf('/'))))
    );
  }

  private isBelowIgnored(folder: string): boolean {
    if (folder === '') return false;
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const above = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    const ignored = this.isBelowIgnored(above) || this.ignores(folder, true);
    this.known.set(folder, ignored);
    return ignored;
  }
}

const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/\/+$/, '');

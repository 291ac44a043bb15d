import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from './errors';

/** What a file was at a revision: null where it was not there. By the file's real path. */
export type FormerTexts = ReadonlyMap<string, string | null>;

/** Reports of git and files out of it may be large. */
const MOST_BYTES = 1 << 30;
/** What a repository's own settings would start. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

/**
 * The files that were changed, added or removed since a revision left the current branch, new ones among them, in the
 * repository that `path` lies in, with what they were then. Throws an InputError where git does not know the revision, or is
 * not there.
 */
export function changedSince(path: string, revision: string): FormerTexts {
  const at = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  const top = realpathSync(
    git(at, ['rev-parse', '--show-toplevel'], `${path}: git knows no repository here`).trim(),
  );
  const base = baseOf(top, revision);
  const listed = git(top, [
    'diff',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '-z',
    base,
    '--',
  ]);
  const added = git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
  const names = new Set(`${listed}${added}`.split('\0').filter((name) => name !== ''));
  return new Map([...names].map((name) => [join(top, name), textAt(top, base, name)]));
}

/** Where the current branch and the revision parted: what was done on the other side since is not of this change. */
function baseOf(top: string, revision: string): string {
  const wrong = `--changed ${revision}: git knows no such revision`;
  const commit = git(
    top,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    wrong,
  ).trim();
  return attempt(top, ['merge-base', commit, 'HEAD'])?.trim() ?? commit;
}

const textAt = (top: string, base: string, name: string): string | null =>
  attempt(top, ['cat-file', 'blob', `${base}:${name}`]);

function git(folder: string, args: readonly string[], complaint = 'git failed'): string {
  try {
    return run(folder, args);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(code === 'ENOENT' ? '--changed needs git, which is not there' : complaint);
  }
}

function attempt(folder: string, args: readonly string[]): string | null {
  try {
    return run(folder, args);
  } catch {
    return null;
  }
}

const run = (folder: string, args: readonly string[]): string =>
  execFileSync('git', [...QUIET, ...args], {
    cwd: resolve(folder),
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

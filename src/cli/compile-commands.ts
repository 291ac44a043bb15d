import { readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

const NAME = 'compile_commands.json';
/** Folders that builds are made in. */
const BUILDS = /^(?:[._]?build|cmake-build|out|debug|release|obj)/i;
/** `out/Default` and the like. */
const DEEPEST = 2;
/** Folders of one name pattern in one folder. */
const MOST_BUILDS = 50;

/**
 * The compilation databases for a path: in its folder and in those above, as far as the repository or the working folder, and
 * where builds are made in these, be that ignored.
 */
export function compilationDatabases(path: string): readonly string[] {
  const found: string[] = [];
  const first = isFolder(path) ? path : dirname(path);
  for (let folder = first; ; folder = dirname(folder)) {
    found.push(...databasesIn(folder, DEEPEST));
    const isTop = isAbsolute(folder) ? dirname(folder) === folder : folder === '.' || folder.startsWith('..');
    if (isTop || namesIn(folder).includes('.git')) return found;
  }
}

function databasesIn(folder: string, left: number): readonly string[] {
  const own = isFile(join(folder, NAME)) ? [join(folder, NAME)] : [];
  if (left === 0) return own;
  const builds = namesIn(folder).filter((name) => left < DEEPEST || BUILDS.test(name));
  return [
    ...own,
    ...builds.slice(0, MOST_BUILDS).flatMap((name) => {
      const build = join(folder, name);
      return isFolder(build) ? databasesIn(build, left - 1) : [];
    }),
  ];
}

/** What cannot be looked into holds none. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;
const isFile = (path: string): boolean => statOf(path)?.isFile() === true;

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { mayHint } from '../core/session/code';
import { isConfiguration, isSource, type LintSkip } from '../core/session/lint';
import { compilationDatabases } from './compile-commands';
import { errorText } from './errors';
import type { Ignored } from './ignored';

/** A file to read; or a file or folder that cannot be, with the system's own reason where it gave one. */
export interface FoundSource {
  readonly path: string;
  /** The path from the folder that was named, null for a file that was named itself. */
  readonly within: string | null;
  readonly skip: LintSkip['kind'] | null;
  readonly reason: string | null;
  /** It was asked for by name, and there is nothing of that name. */
  readonly missing?: true;
}

/** Folders of others' sources, of none, and of copies: quilt(1) keeps in `.pc` what each file was before each patch. */
const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg', '.pc']);
/** UTF-8 has up to three bytes for a UTF-16 unit, and the linter takes three million of these. */
const MOST_BYTES = 9_000_000;

/**
 * The files themselves, and all sources in the folders, in order, without what is ignored. What cannot be read, or is not
 * there, is named.
 */
export function findSources(
  paths: readonly string[],
  ignored: Ignored | null = null,
): readonly FoundSource[] {
  const roots = paths.flatMap((path) => placeOf(path) ?? []);
  const found = paths.flatMap((path) => startingAt(path, roots, ignored));
  const around = paths.flatMap((path) => [...configurationsAbove(path), ...compilationsFor(path)]);
  return paths.length === 1 && around.length === 0 ? found : once([...found, ...around]);
}

/** Folders right in those that were named which are passed over whatever is in them. */
export const foldersPassedOver = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    const stats = statOf(path);
    const entries = stats instanceof Error || !stats.isDirectory() ? [] : entriesOf(path);
    return Array.isArray(entries)
      ? entries.flatMap(({ name }) => (PASSED_OVER.has(name) ? [join(path, name)] : []))
      : [];
  });

/** Folders are gone down so far for settings, and so many of these are read. */
const DEEPEST_SETTING = 8;
const MOST_SETTINGS = 500;

/** In the folders, and in those that files lie in, what may say something of ports. */
export function findSettings(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string, left: number): void => {
    const entries = entriesOf(folder);
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (found.size >= MOST_SETTINGS) return;
      const path = join(folder, entry.name);
      if (entry.isFile() && mayHint(path)) found.add(path);
      if (entry.isDirectory() && left > 0 && !PASSED_OVER.has(entry.name)) visit(path, left - 1);
    }
  };
  for (const path of paths) {
    const stats = statOf(path);
    if (!(stats instanceof Error) && stats.isDirectory()) visit(path, DEEPEST_SETTING);
    else visit(dirname(path), 0);
  }
  return [...found];
}

/** What says of a path where modules are: in its folder and those above, as far as the repository or the working folder. */
function configurationsAbove(path: string): FoundSource[] {
  const found: FoundSource[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const entries = folder.startsWith('..') ? [] : entriesOf(folder);
    if (!Array.isArray(entries)) return found;
    for (const entry of entries)
      if (entry.isFile() && isConfiguration(entry.name))
        found.push({ path: join(folder, entry.name), within: null, skip: null, reason: null });
    const isTop = isAbsolute(folder) ? dirname(folder) === folder : folder === '.' || folder.startsWith('..');
    if (isTop || entries.some(({ name }) => name === '.git')) return found;
  }
}

/** How sources are compiled, where a build has written that down. */
const compilationsFor = (path: string): FoundSource[] =>
  compilationDatabases(path).flatMap((database) => {
    const stats = statOf(database);
    return stats instanceof Error ? [] : [foundFile(database, stats)];
  });

/** A source, or what says something of sources. */
const isRead = (path: string): boolean => isSource(path) || isConfiguration(path);

function startingAt(path: string, roots: readonly string[], ignored: Ignored | null): readonly FoundSource[] {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    const skipped = { path, within: null, skip: 'unreadable', reason: errorText(error) } as const;
    return [isRefused(error) ? skipped : { ...skipped, missing: true }];
  }
  if (!stats.isDirectory()) return [foundFile(path, stats)];
  ignored?.begin(path);
  return new Walk(path, roots, ignored).folder(path);
}

function isRefused(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'EACCES' || code === 'EPERM';
}

/** `src src/a.c` names a file twice: by itself, which counts more than its folder. */
function once(found: readonly FoundSource[]): readonly FoundSource[] {
  const byPlace = new Map<string, FoundSource>();
  for (const each of found) {
    const place = placeOf(each.path) ?? each.path;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, each);
    else if (each.within === null) byPlace.set(place, { ...known, within: null });
  }
  return [...byPlace.values()];
}

/** Goes through a folder that was named. */
class Walk {
  constructor(
    private readonly root: string,
    private readonly roots: readonly string[],
    private readonly ignored: Ignored | null,
  ) {}

  folder(folder: string): FoundSource[] {
    const entries = entriesOf(folder);
    if (!Array.isArray(entries)) return [entries];
    this.ignored?.enter(folder);
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder ? PASSED_OVER.has(entry.name) : !entry.isSymbolicLink() && !isRead(entry.name)) return [];
      if (this.ignored?.leavesOut(path, isFolder) === true) return [];
      if (isFolder) return this.folder(path);
      return this.file(path, entry.isSymbolicLink()).map((each) => ({
        ...each,
        within: relative(this.root, path),
      }));
    });
  }

  private file(path: string, isLink: boolean): FoundSource[] {
    if (isLink) return followed(path, this.roots);
    const stats = statOf(path);
    return [stats instanceof Error ? unread(path, stats) : foundFile(path, stats)];
  }
}

function entriesOf(folder: string): Dirent[] | FoundSource {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { path: folder, within: null, skip: 'unreadable', reason: errorText(error) };
  }
}

/** A link in a folder: to what is looked at anyway, it adds nothing; a folder elsewhere may be anything. */
function followed(path: string, roots: readonly string[]): FoundSource[] {
  const stats = statOf(path);
  if (stats instanceof Error) return isSource(path) ? [unread(path, stats)] : [];
  const place = placeOf(path);
  const within = place !== null && roots.some((root) => place === root || place.startsWith(root + sep));
  if (stats.isDirectory()) return within ? [] : [{ path, within: null, skip: 'link', reason: null }];
  if (!isSource(path) || (within && place !== null && isSource(place))) return [];
  return [foundFile(path, stats)];
}

/** To read a device or a pipe may take for ever, and a file of gigabytes needs not be read to know that it is too large. */
function foundFile(path: string, stats: Stats): FoundSource {
  if (!stats.isFile()) return { path, within: null, skip: 'special', reason: null };
  return { path, within: null, skip: isRead(path) && stats.size > MOST_BYTES ? 'large' : null, reason: null };
}

/** The system's error where it cannot be looked at. */
function statOf(path: string): Stats | Error {
  try {
    return statSync(path);
  } catch (error) {
    return error as Error;
  }
}

function placeOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** Node puts U+FFFD in the place of bytes that are not UTF-8, and finds no file by such a name. */
const unread = (path: string, error: Error): FoundSource => ({
  path,
  within: null,
  skip: 'unreadable',
  reason: path.includes('\uFFFD') ? 'its name is not UTF-8; rename it to have it read' : errorText(error),
});

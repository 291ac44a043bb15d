/** The folders in which a compiler looks, in its order. */
export interface SearchPath {
  /** For `"name"`, behind the folder of the file that includes it. */
  readonly quoted: readonly string[];
  readonly angled: readonly string[];
}

/** What a file includes, as it says it. */
export interface Inclusion {
  readonly name: string;
  /** `<name>` */
  readonly angled: boolean;
}

/**
 * Which of many headers an `#include` means, without a compiler's search path: the one beside the file that includes it,
 * else one whose path ends in what is included, the nearest first. A header of the same last name in another folder is
 * another header. Where the search path is known, what it finds comes first.
 */
export class HeaderPaths {
  /** Those that an include of this last name may mean. */
  private readonly byName = new Map<string, Set<string>>();
  /** What was found, by the folder of the file that includes, then by what it includes. */
  private readonly found = new Map<string, Map<string, string | null>>();

  constructor(paths: readonly string[] = []) {
    for (const path of paths) this.add(path);
  }

  add(path: string): void {
    const name = lastOf(path);
    const same = this.byName.get(name) ?? new Set();
    if (same.has(path)) return;
    this.byName.set(name, same.add(path));
    this.found.clear();
  }

  delete(path: string): void {
    if (this.byName.get(lastOf(path))?.delete(path)) this.found.clear();
  }

  /** The same with a compiler's search path. */
  findBy({ quoted, angled }: SearchPath, inclusion: Inclusion, from: string): string | null {
    const name = inclusion.name.replaceAll('\\', '/');
    const candidates = this.byName.get(lastOf(name));
    if (candidates === undefined) return null;
    const folders = inclusion.angled ? angled : [folderOf(from).slice(0, -1), ...quoted];
    for (const folder of folders) {
      const path = folder === '' ? name : joined(`${folder}/`, name);
      if (candidates.has(path)) return path;
    }
    return this.find(inclusion.name, from);
  }

  /** The header's path; null where none of them is meant. */
  find(include: string, from: string): string | null {
    const folder = folderOf(from);
    const inFolder = this.found.get(folder) ?? new Map<string, string | null>();
    this.found.set(folder, inFolder);
    const known = inFolder.get(include);
    if (known !== undefined) return known;
    const found = this.search(include, from);
    inFolder.set(include, found);
    return found;
  }

  private search(include: string, from: string): string | null {
    const said = include.replaceAll('\\', '/');
    const candidates = this.byName.get(lastOf(said));
    if (candidates === undefined || candidates.size === 0) return null;
    const beside = joined(folderOf(from), said);
    if (candidates.has(beside)) return beside;
    return this.fitting(said, from)[0] ?? null;
  }

  /** All headers whose paths end so, the nearest first. */
  fitting(include: string, from: string): readonly string[] {
    const end = include.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/, '');
    const fitting = [...(this.byName.get(lastOf(end)) ?? [])].filter(
      (path) => path === end || path.endsWith(`/${end}`),
    );
    return fitting.sort((a, b) => shared(b, from) - shared(a, from) || a.length - b.length || order(a, b));
  }
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** With the slash at its end; empty where there is none. */
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many folders two paths have in common from the root on. */
function shared(a: string, b: string): number {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  const at = left.findIndex((each, index) => each !== right[index]);
  return at < 0 ? left.length : at;
}

function joined(folder: string, include: string): string {
  const parts = folder.split('/').slice(0, -1);
  for (const part of include.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

import { type PackageFile, type PathMapping, readPackage, readPathMapping } from './configuration';
import { folderOf, joined, normalized } from './paths';
import type { SourceText } from './project-files';

/** What a specifier without an ending may stand for, TypeScript's before JavaScript's. */
const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What TypeScript calls by the name that it will have when it is compiled. */
const COMPILED: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};
/** Folders that are compiled into others: `main` often names what is not in the workspace. */
const BUILT = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)(?:\/(?:esm|cjs|src|node))*\//;
/** `extends` of `extends`. */
const DEEPEST = 5;

/** The files that a path without or with an ending may stand for, what a folder has as its index last. */
export function filesNamed(path: string): readonly string[] {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0];
  const compiled = ending === undefined ? [] : (COMPILED[ending] ?? []);
  const base = ending === undefined ? path : path.slice(0, -ending.length);
  return [
    path,
    ...compiled.map((end) => base + end),
    ...ENDINGS.map((end) => path + end),
    ...indexesOf(path),
  ];
}

const indexesOf = (path: string): readonly string[] =>
  ENDINGS.map((end) => `${path === '' ? '' : `${path}/`}index${end}`);

/** Finds the file of the project that a specifier names, as Node and TypeScript do. */
export class Resolver {
  /** By normalized path: the path as it was given. */
  private readonly sources = new Map<string, string>();
  private readonly mappings = new Map<string, PathMapping>();
  private readonly packages = new Map<string, PackageFile>();
  private readonly packageFolders = new Map<string, string>();
  private readonly known = new Map<string, string | null>();
  private readonly folders = new Map<string, string>();

  constructor(sources: readonly SourceText[], configurations: readonly SourceText[]) {
    for (const { path } of sources) this.sources.set(normalized(path), path);
    for (const each of configurations) this.configure(normalized(each.path), each);
  }

  private configure(path: string, file: SourceText): void {
    if (!/(^|\/)package\.json$/.test(path)) {
      this.mappings.set(path, readPathMapping(file));
      return;
    }
    const found = readPackage(file);
    this.packages.set(folderOf(path), found);
    if (found.name !== null) this.packageFolders.set(found.name, folderOf(path));
  }

  /** The path of a module, as it was given; null for a package that is not in the project, and for what is missing. */
  resolve(from: string, specifier: string): string | null {
    const folder = this.folders.get(from) ?? folderOf(normalized(from));
    this.folders.set(from, folder);
    const key = `${folder}\n${specifier}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.find(folder, specifier);
    this.known.set(key, found);
    return found;
  }

  private find(folder: string, specifier: string): string | null {
    if (specifier.startsWith('node:')) return null;
    if (/^\.{1,2}(\/|$)/.test(specifier)) return this.file(joined(folder, specifier));
    if (specifier.startsWith('/')) return this.file(normalized(specifier));
    return this.mapped(folder, specifier) ?? this.inPackage(folder, specifier);
  }

  /** A file, or what stands for a folder. */
  private file(path: string): string | null {
    const own = this.packages.get(path);
    const indexes = indexesOf(path);
    const files = filesNamed(path).slice(0, -indexes.length);
    for (const each of files) if (this.sources.has(each)) return this.sources.get(each) ?? null;
    const main = own === undefined ? null : this.entry(path, own, '.');
    if (main !== null) return main;
    for (const each of indexes) {
      const index = this.sources.get(each);
      if (index !== undefined) return index;
    }
    return null;
  }

  /** By the nearest `tsconfig.json` above. */
  private mapped(folder: string, specifier: string): string | null {
    for (let at = folder; ; at = folderOf(at)) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const path = at === '' ? name : `${at}/${name}`;
        if (this.mappings.has(path)) return this.byMapping(path, specifier, 0);
      }
      if (at === '') return null;
    }
  }

  private byMapping(path: string, specifier: string, depth: number): string | null {
    const mapping = this.mappings.get(path);
    if (mapping === undefined || depth > DEEPEST) return null;
    const base = joined(folderOf(path), mapping.base);
    for (const [pattern, targets] of mapping.paths) {
      const rest = matched(pattern, specifier);
      if (rest === null) continue;
      for (const target of targets) {
        const found = this.file(joined(base, target.replace('*', rest)));
        if (found !== null) return found;
      }
    }
    const found = mapping.hasBase ? this.file(joined(base, specifier)) : null;
    if (found !== null || mapping.extends === null) return found;
    const above = joined(folderOf(path), mapping.extends);
    return this.byMapping(above.endsWith('.json') ? above : `${above}.json`, specifier, depth + 1);
  }

  /** A package of the workspace by its name, or what the nearest `package.json` calls `#name`. */
  private inPackage(folder: string, specifier: string): string | null {
    if (specifier.startsWith('#')) {
      for (let at = folder; ; at = folderOf(at)) {
        const own = this.packages.get(at);
        if (own !== undefined) return this.entry(at, own, specifier);
        if (at === '') return null;
      }
    }
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    const home = this.packageFolders.get(name);
    const own = home === undefined ? undefined : this.packages.get(home);
    if (home === undefined || own === undefined) return null;
    const rest = specifier.slice(name.length);
    return this.entry(home, own, `.${rest}`) ?? this.file(joined(home, rest === '' ? '.' : `.${rest}`));
  }

  private entry(home: string, { entries }: PackageFile, subpath: string): string | null {
    for (const [pattern, targets] of entries) {
      const rest = matched(pattern, subpath);
      if (rest === null) continue;
      for (const target of targets) {
        const found = this.built(home, target.replace('*', rest));
        if (found !== null) return found;
      }
    }
    return subpath === '.' ? this.built(home, 'src/index.js') : null;
  }

  /** What is compiled into a folder that is not there is in `src`. */
  private built(home: string, target: string): string | null {
    const plain = target.replace(/\.d\.([cm]?)ts$/, '.$1js');
    if (plain === '' || plain === '.') return null;
    return (
      this.plainFile(joined(home, plain)) ??
      (BUILT.test(plain) ? this.plainFile(joined(home, plain.replace(BUILT, 'src/'))) : null)
    );
  }

  /** A file, without asking what a folder has as its main file. */
  private plainFile(path: string): string | null {
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0];
    const base = ending === undefined ? path : path.slice(0, -ending.length);
    const endings = ending === undefined ? ['', ...ENDINGS] : ['', ...(COMPILED[ending] ?? [])];
    for (const end of endings) {
      const found = this.sources.get(end === '' ? path : base + end);
      if (found !== undefined) return found;
    }
    return null;
  }
}

/** What the star of a pattern stands for, empty where it has none; null where it does not match. */
function matched(pattern: string, specifier: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : null;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return specifier.length >= head.length + tail.length &&
    specifier.startsWith(head) &&
    specifier.endsWith(tail)
    ? specifier.slice(head.length, specifier.length - tail.length)
    : null;
}

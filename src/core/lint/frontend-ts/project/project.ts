import { isConcerned } from '../source';
import { specifiersIn } from './imports';
import { type Linked, Linking } from './linking';
import { EMPTY, type Hearing, type ModuleOutline } from './outline';
import type { SourceText } from './project-files';
import { Resolver } from './resolver';

/** What a module told when it was asked last. */
interface Told {
  readonly file: SourceText;
  readonly outline: ModuleOutline;
  readonly json: string;
  /** Another number where it tells something else. */
  readonly version: number;
}

/** What lowering one file has asked of others, and was answered. */
interface Reading {
  readonly file: SourceText;
  readonly key: object;
  readonly resolved: Map<string, readonly [from: string, specifier: string, path: string | null]>;
  readonly versions: Map<string, number>;
  handed: string | null;
  readonly makers: Map<string, boolean>;
}

/** Importers of one module that are asked what they do with it. */
const MOST_IMPORTERS = 30;
/** So many modules away may be what a module passes on. */
const MOST_STEPS = 2;
/** Words of which a file that listens uses one. */
const LISTENS = /\.(?:on|once|addListener)\s*\(|Server\b/;

/**
 * The modules of a project: which file a specifier names, what each tells to others. A module is read when another one
 * asks for it, and tells only what its own text says, so that what it told stays true until it is edited.
 */
export class Project {
  private readonly told = new Map<string, Told>();
  private readonly readings = new Map<string, Reading>();
  private files: ReadonlyMap<string, SourceText> = new Map();
  private configurations: readonly SourceText[] = [];
  private resolver = new Resolver([], []);
  /** By the path of a module: the files that import it, and for each file what it imports. */
  private importers = new Map<string, Set<string>>();
  private readonly imported = new Map<
    string,
    { readonly file: SourceText; readonly paths: readonly string[] }
  >();
  private versions = 0;
  private reading: Reading | null = null;
  private importersKnown = false;
  private makersKnown = new Map<string, boolean>();
  private handedKnown = new Map<string, readonly { readonly index: number; readonly heard: Hearing }[]>();
  readonly linking = new Linking({
    resolve: (from, specifier) => this.resolve(from, specifier),
    outline: (path) => this.outline(path),
  });

  /** `read` says what a module tells; it does not throw. */
  constructor(private readonly read: (file: SourceText) => ModuleOutline) {}

  /** The files as they are now. */
  update(sources: readonly SourceText[], configurations: readonly SourceText[]): void {
    const before = this.files;
    this.files = new Map(sources.map((each) => [each.path, each]));
    this.importersKnown = false;
    this.handedKnown = new Map();
    this.makersKnown = new Map();
    const sameConfigurations =
      configurations.length === this.configurations.length &&
      configurations.every((each, at) => each === this.configurations[at]);
    const samePaths = before.size === this.files.size && sources.every(({ path }) => before.has(path));
    for (const path of this.told.keys()) if (!this.files.has(path)) this.told.delete(path);
    for (const path of this.readings.keys()) if (!this.files.has(path)) this.readings.delete(path);
    if (samePaths && sameConfigurations) return;
    this.configurations = configurations;
    this.resolver = new Resolver(sources, configurations);
    this.imported.clear();
    this.importers = new Map();
  }

  /** Identical where a file that did not change would be told the same by all that it asked. */
  keyOf(file: SourceText): object {
    const reading = this.readings.get(file.path);
    if (reading === undefined || reading.file !== file || !this.isCurrent(reading)) return {};
    return reading.key;
  }

  private isCurrent({ file, resolved, versions, handed, makers }: Reading): boolean {
    for (const [from, specifier, path] of resolved.values())
      if (this.resolver.resolve(from, specifier) !== path) return false;
    for (const [path, made] of makers) if (this.makes(path) !== made) return false;
    for (const [path, version] of versions) if (this.tellOf(path)?.version !== version) return false;
    return handed === null || JSON.stringify(this.allHandedTo(file.path)) === handed;
  }

  /** Notes what is asked while a file is lowered. */
  lowering<T>(file: SourceText, lower: () => T): T {
    this.reading = {
      file,
      key: {},
      resolved: new Map(),
      versions: new Map(),
      makers: new Map(),
      handed: null,
    };
    this.readings.set(file.path, this.reading);
    try {
      return lower();
    } finally {
      this.reading = null;
    }
  }

  /** What a file means by a name that it imports; null for what is not of the project, or not known. */
  imports(from: string, specifier: string, name: string): Linked | null {
    const path = this.resolve(from, specifier);
    return path === null ? null : this.linking.exported(path, name);
  }

  /** Whether a file may have to do with connections: by its own words, or by what it imports. */
  concerns(file: SourceText): boolean {
    if (isConcerned(file.text)) return true;
    return specifiersIn(file).some((specifier) => {
      const path = this.resolve(file.path, specifier);
      if (path === null) return false;
      const makes = this.unnoted(() => this.makes(path));
      this.reading?.makers.set(path, makes);
      return makes;
    });
  }

  /** Whether a module has functions that make connections; one that cannot have any is not read. */
  private makes(path: string): boolean {
    const known = this.makersKnown.get(path);
    if (known !== undefined) return known;
    const makes = this.mayMake(path, 0) && this.linking.makesAny(path);
    this.makersKnown.set(path, makes);
    return makes;
  }

  private mayMake(path: string, depth: number): boolean {
    const file = this.files.get(path);
    if (file === undefined || depth > MOST_STEPS) return false;
    if (isConcerned(file.text)) return true;
    return specifiersIn(file).some((each) => {
      const next = this.resolver.resolve(path, each);
      return next !== null && this.mayMake(next, depth + 1);
    });
  }

  /** The events that run a function of a file in other files. */
  handedTo(path: string, index: number): readonly Hearing[] {
    const all = this.allHandedTo(path);
    if (this.reading !== null) this.reading.handed = JSON.stringify(all);
    return all.flatMap((each) => (each.index === index ? [each.heard] : []));
  }

  private allHandedTo(path: string): readonly { readonly index: number; readonly heard: Hearing }[] {
    const known = this.handedKnown.get(path);
    if (known !== undefined) return known;
    const found = this.findHandedTo(path);
    this.handedKnown.set(path, found);
    return found;
  }

  private findHandedTo(path: string): readonly { readonly index: number; readonly heard: Hearing }[] {
    return this.unnoted(() => {
      const importers = [...this.importersOf(path)].sort().filter((each) => {
        const file = this.files.get(each);
        return file !== undefined && LISTENS.test(file.text);
      });
      return importers.slice(0, MOST_IMPORTERS).flatMap((importer) =>
        this.outline(importer).handed.flatMap(({ fn, heard }) => {
          const linked = this.linking.link(fn, importer);
          const isOwn = linked?.is === 'told' && linked.home === path && linked.meaning.is === 'function';
          return isOwn && linked.meaning.is === 'function' ? [{ index: linked.meaning.fn.index, heard }] : [];
        }),
      );
    });
  }

  /** Who imports a module: looked up in the texts, of which only those that changed are read again. */
  private importersOf(path: string): ReadonlySet<string> {
    if (this.importersKnown) return this.importers.get(path) ?? new Set();
    this.importersKnown = true;
    for (const [from, { file, paths }] of this.imported)
      if (this.files.get(from) !== file) {
        for (const each of paths) this.importers.get(each)?.delete(from);
        this.imported.delete(from);
      }
    if (this.imported.size < this.files.size)
      for (const file of this.files.values()) if (!this.imported.has(file.path)) this.enter(file);
    return this.importers.get(path) ?? new Set();
  }

  private enter(file: SourceText): void {
    const paths = specifiersIn(file).flatMap((each) => this.resolver.resolve(file.path, each) ?? []);
    this.imported.set(file.path, { file, paths });
    for (const each of paths)
      this.importers.set(each, (this.importers.get(each) ?? new Set()).add(file.path));
  }

  /** What is asked inside is part of one answer, which is noted as a whole. */
  private unnoted<T>(ask: () => T): T {
    const { reading } = this;
    this.reading = null;
    try {
      return ask();
    } finally {
      this.reading = reading;
    }
  }

  private resolve(from: string, specifier: string): string | null {
    const path = this.resolver.resolve(from, specifier);
    this.reading?.resolved.set(`${from}\n${specifier}`, [from, specifier, path]);
    return path;
  }

  private outline(path: string): ModuleOutline {
    const told = this.tellOf(path);
    if (told === null) return EMPTY;
    this.reading?.versions.set(path, told.version);
    return told.outline;
  }

  private tellOf(path: string): Told | null {
    const file = this.files.get(path);
    if (file === undefined) return null;
    const known = this.told.get(path);
    if (known?.file === file) return known;
    const outline = this.read(file);
    const json = JSON.stringify(outline);
    const version = known?.json === json ? known.version : ++this.versions;
    const told: Told = { file, outline, json, version };
    this.told.set(path, told);
    return told;
  }
}

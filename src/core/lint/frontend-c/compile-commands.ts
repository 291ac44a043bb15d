import type { Directive } from './directives';
import type { SearchPath } from './header-paths';
import { type Macro, macrosOf } from './macros';
import { shellWords } from './shell-words';

/** How a file is compiled, as far as it decides what its text means. */
export interface Compilation {
  /** Equal for compilations that make no difference. */
  readonly key: string;
  readonly search: SearchPath;
  /** Headers that are included before the first line. */
  readonly forced: readonly string[];
  readonly given: Given;
}

/** What the command line defines, and what it makes undefined. */
export interface Given {
  /** Whether a name is defined and not 0. */
  readonly assumed: ReadonlyMap<string, boolean>;
  readonly macros: ReadonlyMap<string, Macro>;
}

export const NOTHING_GIVEN: Given = { assumed: new Map(), macros: new Map() };

interface Source {
  readonly path: string;
  readonly text: string;
}

interface Entry {
  /** Of the file, from the root of the file system on. */
  readonly file: string;
  readonly directory: string;
  readonly words: readonly string[];
}

/** A database of compile commands is taken to be one up to here. */
const MOST_ENTRIES = 200_000;
const MOST_WORDS = 5_000;

const entriesOf = new WeakMap<Source, ReadonlyMap<string, readonly Entry[]>>();

/**
 * What `compile_commands.json` files say of sources (https://clang.llvm.org/docs/JSONCompilationDatabase.html). They are read and
 * never run; one that cannot be made sense of says nothing.
 */
export class CompileCommands {
  private readonly found = new Map<string, Compilation | null>();
  private readonly byKey = new Map<string, Compilation>();

  constructor(private readonly databases: readonly Source[]) {}

  /** How a file is compiled; null where no database has it. Of several commands for one file the first counts. */
  of(path: string): Compilation | null {
    if (this.databases.length === 0) return null;
    const known = this.found.get(path);
    if (known !== undefined) return known;
    const compilation = this.look(path);
    this.found.set(path, compilation);
    return compilation;
  }

  private look(path: string): Compilation | null {
    const own = plainPath(path);
    for (const database of this.databases) {
      const entries = entriesOf.get(database) ?? readDatabase(database.text);
      entriesOf.set(database, entries);
      const fitting = (entries.get(lastOf(own)) ?? []).filter(({ file }) => isSame(file, own));
      const [entry] = fitting.sort((a, b) => a.file.length - b.file.length);
      if (entry !== undefined) return this.one(compilationOf(entry, rootOf(path, entry.file)));
    }
    return null;
  }

  /** Equal ones are the same object. */
  private one(compilation: Compilation): Compilation {
    const known = this.byKey.get(compilation.key);
    if (known !== undefined) return known;
    this.byKey.set(compilation.key, compilation);
    return compilation;
  }
}

/** Without what an editor puts before a path, and with slashes. */
const plainPath = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/^file:\/\//, '')
    .replace(/^\/?([A-Za-z]):\//, (_, drive: string) => `${drive.toLowerCase()}:/`)
    .replace(/^(?:\.\/)+/, '');

/** A path that does not begin at the root is one of those that end so. */
const isSame = (file: string, path: string): boolean =>
  file === path || (!isRooted(path) && file.endsWith(`/${path.replace(/^(?:\.\.\/)+/, '')}`));

const isRooted = (path: string): boolean => /^(?:\/|[a-z]:\/)/.test(path);

/** What a database's paths have before those that the linter knows, and what these have instead. */
interface Root {
  readonly before: string;
  readonly instead: string;
}

function rootOf(path: string, file: string): Root {
  const own = path.replaceAll('\\', '/');
  const at = [...own].findIndex((_, from) => file.endsWith(own.slice(from)) && isStart(own, from));
  const common = at < 0 ? '' : own.slice(at);
  return {
    before: file.slice(0, file.length - common.length),
    instead: own.slice(0, own.length - common.length),
  };
}

const isStart = (path: string, at: number): boolean => at === 0 || path[at] === '/' || path[at - 1] === '/';

function readDatabase(text: string): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const each of listIn(text).slice(0, MOST_ENTRIES)) {
    const entry = entryOf(each);
    if (entry === null) continue;
    const name = lastOf(entry.file);
    const same = entries.get(name);
    if (same === undefined) entries.set(name, [entry]);
    else same.push(entry);
  }
  return entries;
}

function listIn(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

function entryOf(value: unknown): Entry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { file, directory, command, arguments: list } = value as Readonly<Record<string, unknown>>;
  if (typeof file !== 'string') return null;
  const from = typeof directory === 'string' ? plainPath(directory) : '';
  const words = Array.isArray(list)
    ? list.slice(0, MOST_WORDS).filter((each) => typeof each === 'string')
    : typeof command === 'string'
      ? shellWords(command, MOST_WORDS)
      : [];
  return { file: inFolder(from, plainPath(file)), directory: from, words };
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A path from a folder on, its dots taken away. */
function inFolder(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (isRooted(path) ? path : `${folder}/${path}`).split('/'))
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  return parts.join('/');
}

/** What options mean: `-I dir` and `-Idir`, `-D NAME` and `-DNAME`; Microsoft's begin with a slash. */
const OPTION = /^(?:-(iquote|isystem|idirafter|include|I|D|U)|\/(I|D|U|external:I|FI))([\s\S]*)$/;

function compilationOf({ directory, words }: Entry, { before, instead }: Root): Compilation {
  const folders: Record<'iquote' | 'I' | 'isystem' | 'idirafter', string[]> = {
    iquote: [],
    I: [],
    isystem: [],
    idirafter: [],
  };
  const forced: string[] = [];
  const symbols: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [, option, microsofts, joined] = OPTION.exec(words[at]) ?? [];
    const name = option ?? microsofts;
    if (name === undefined) continue;
    const value = joined === '' ? words[++at] : joined;
    if (value === undefined) break;
    if (name === 'D' || name === 'U') symbols.push(`${name}${value}`);
    else if (name === 'include' || name === 'FI') forced.push(value.replaceAll('\\', '/'));
    else {
      const folder = inFolder(directory, plainPath(value));
      const own = folder === before.replace(/\/$/, '') ? instead.replace(/\/$/, '') : folder;
      const kind = name === 'external:I' ? 'isystem' : (name as keyof typeof folders);
      folders[kind].push(own.startsWith(before) ? `${instead}${own.slice(before.length)}` : own);
    }
  }
  const angled = [...folders.I, ...folders.isystem, ...folders.idirafter];
  const search = { quoted: [...folders.iquote, ...angled], angled };
  return { key: JSON.stringify([search, forced, symbols]), search, forced, given: givenBy(symbols) };
}

/** `-DNAME` is 1; the last word on a name counts. */
function givenBy(symbols: readonly string[]): Given {
  const assumed = new Map<string, boolean>();
  const macros = new Map<string, Macro>();
  for (const each of symbols) {
    const [, name, list = '', value = '1'] = /^.(\w+)(\([^)=]*\))?(?:=([\s\S]*))?$/.exec(each) ?? [];
    if (name === undefined) continue;
    assumed.set(name, each.startsWith('D') && value.trim() !== '0');
    macros.delete(name);
    if (!each.startsWith('D')) continue;
    const define: Directive = { name: 'define', rest: `${name}${list} ${value}`, start: 0, end: 0 };
    for (const [key, macro] of macrosOf([define])) macros.set(key, macro);
  }
  return { assumed, macros };
}

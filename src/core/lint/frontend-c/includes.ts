import { type Compilation, CompileCommands, type Given, NOTHING_GIVEN } from './compile-commands';
import {
  addDeclarations,
  type Declarations,
  declarationsIn,
  isCPlusPlus,
  NO_DECLARATIONS,
  sameDeclarations,
} from './cplusplus';
import { directivesOf } from './directives';
import { constantsForOthers, externsIn } from './extern-constants';
import { HeaderPaths, type Inclusion } from './header-paths';
import { type Macro, macrosOf, sameMacro } from './macros';
import { constantsOf } from './named-numbers';

interface Source {
  readonly path: string;
  readonly text: string;
}

type MacroTable = ReadonlyMap<string, Macro>;

/** What headers say to a file that includes them. Equal tables are the same object. */
export interface Included {
  readonly macros: MacroTable;
  /** Of the headers that are C++. */
  readonly declarations: Declarations;
  /** By the command that compiles the file. */
  readonly given: Given;
}

/** Tables beyond one for each file: while the name of a header is typed, many are asked for that are not needed again. */
const MOST_TABLES = 100;

/** What a header says to those that include it; constants are macros there. */
interface Header {
  readonly text: string;
  readonly macros: MacroTable;
  readonly declarations: Declarations;
  readonly includes: readonly Inclusion[];
  /** Constants that it declares and another file defines. */
  readonly externs: readonly string[];
}

/** What a source includes, as it says it; remembered while it is the same object. */
const included = new WeakMap<Source, readonly Inclusion[]>();

/**
 * The macros that files get from the headers among them, found as `HeaderPaths` finds them. Tables of equal content
 * stay the same objects from one run to the next, and files that include the same headers share one. `databases` are the
 * compile_commands.json files that there are.
 */
export class Includes {
  private readonly headers = new Map<string, Header>();
  private readonly paths: HeaderPaths;
  /** The constants that headers declare, by name. */
  private readonly constants: ReadonlyMap<string, Macro>;
  private readonly tables = new Map<string, Included>();
  private readonly older: ReadonlyMap<string, Included>;

  private readonly commands: CompileCommands;

  constructor(files: readonly Source[], databases: readonly Source[], before: Includes | null) {
    this.commands = new CompileCommands(databases);
    for (const { path, text } of files)
      if (/\.(h|hh|hpp|hxx)$/i.test(path))
        this.headers.set(path, headerOf(path, text, before?.headers.get(path)));
    this.paths = new HeaderPaths([...this.headers.keys()]);
    const declared = [...this.headers.values()].some(({ externs }) => externs.length > 0);
    this.constants = declared ? constantsForOthers(files) : new Map();
    const same =
      before !== null &&
      sameHeaders(this.headers, before.headers) &&
      sameTable(this.constants, before.constants);
    const kept = same && before.tables.size < MOST_TABLES + files.length;
    if (kept) this.tables = before.tables;
    this.older = before === null || kept ? new Map() : before.tables;
  }

  /** What all headers say that a file includes, directly or not. */
  saidTo(file: Source): Included {
    const said = included.get(file) ?? includesOf(file.text);
    included.set(file, said);
    const compilation = this.commands.of(file.path);
    const forced = (compilation?.forced ?? []).map((name) => ({ name, angled: false }));
    const direct = [...forced, ...said].flatMap((each) => this.find(each, file.path, compilation) ?? []);
    const key = `${compilation?.key ?? ''}\n${direct.join('\n')}`;
    const known = this.tables.get(key);
    if (known !== undefined) return known;
    const made = this.tableOf(direct, compilation);
    const older = this.older.get(key);
    const table = older !== undefined && same(older, made) ? older : made;
    this.tables.set(key, table);
    return table;
  }

  private find(inclusion: Inclusion, from: string, compilation: Compilation | null): string | null {
    return compilation === null
      ? this.paths.find(inclusion.name, from)
      : this.paths.findBy(compilation.search, inclusion, from);
  }

  private tableOf(direct: readonly string[], compilation: Compilation | null): Included {
    const macros = new Map<string, Macro>();
    const declarations = { classes: new Map(), aliases: new Map(), references: new Map() };
    const given = compilation?.given ?? NOTHING_GIVEN;
    const seen = new Set<string>();
    const waiting = [direct];
    for (let paths = waiting.pop(); paths !== undefined; paths = waiting.pop())
      for (const path of paths) {
        const header = this.headers.get(path);
        if (header === undefined || seen.has(path)) continue;
        seen.add(path);
        for (const [each, macro] of header.macros) macros.set(each, macro);
        addDeclarations(declarations, header.declarations);
        for (const each of header.externs) {
          const constant = this.constants.get(each);
          if (constant !== undefined) macros.set(each, constant);
        }
        waiting.push(header.includes.flatMap((each) => this.find(each, path, compilation) ?? []));
      }
    for (const [each, macro] of given.macros) macros.set(each, macro);
    return { macros, declarations, given };
  }
}

/** What a header's text says: the same object as before where it says the same. */
function headerOf(path: string, text: string, before: Header | undefined): Header {
  if (before?.text === text) return before;
  const defines = directivesOf(text).filter(({ name }) => name === 'define');
  const macros = new Map([...constantsOf(text), ...macrosOf(defines)]);
  const declarations = isCPlusPlus(path, text) ? declarationsIn(text) : NO_DECLARATIONS;
  const includes = includesOf(text);
  const externs = externsIn(text);
  const equal =
    before !== undefined &&
    sameTable(macros, before.macros) &&
    sameDeclarations(declarations, before.declarations) &&
    sameInclusions(includes, before.includes) &&
    externs.join('\n') === before.externs.join('\n');
  return equal ? { ...before, text } : { text, macros, declarations, includes, externs };
}

const sameHeaders = (a: ReadonlyMap<string, Header>, b: ReadonlyMap<string, Header>): boolean =>
  a.size === b.size &&
  [...a].every(([name, { macros, declarations, includes, externs }]) => {
    const other = b.get(name);
    return (
      other?.macros === macros &&
      other.declarations === declarations &&
      other.includes === includes &&
      other.externs === externs
    );
  });

/** Of one compilation. */
const same = (a: Included, b: Included): boolean =>
  sameTable(a.macros, b.macros) && sameDeclarations(a.declarations, b.declarations);

const sameInclusions = (a: readonly Inclusion[], b: readonly Inclusion[]): boolean =>
  a.length === b.length && a.every(({ name, angled }, at) => name === b[at].name && angled === b[at].angled);

/** The same macros in the same order. */
function sameTable(a: MacroTable, b: MacroTable): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [name, macro] of a) {
    const [otherName, other] = others.next().value ?? [];
    if (name !== otherName || !sameMacro(macro, other)) return false;
  }
  return true;
}

const includesOf = (text: string): readonly Inclusion[] =>
  [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]+(["<])([^">\n]{1,500})[">]/gm)].map(([, mark, name]) => ({
    name,
    angled: mark === '<',
  }));

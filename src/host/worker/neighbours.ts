import { HeaderPaths } from '../../core/session/lint';

/** What a file offers to others and takes from them, as its text tells without being parsed. */
interface Outline {
  /** Functions that it seems to define. */
  readonly defines: readonly string[];
  /** The headers that it includes, as it says it. */
  readonly includes: readonly string[];
  /** Names that it follows by a parenthesis. */
  readonly calls: readonly string[];
  /** Classes that it seems to describe: what their destructors do, no call names. */
  readonly classes: readonly string[];
}

/**
 * A definition begins at the margin, its type before it or on the line above; what ends in a semicolon declares, unless the
 * whole body stands in the line.
 */
const DEFINITION = /^(?:[A-Za-z_][\w \t*&:<>,]*[ \t*&:])?(~?[A-Za-z_]\w*)[ \t]*\([^;{\n]*(?:\{.*|$)/gm;
const INCLUDE = /^[ \t]*#[ \t]*include[ \t]+["<]([^">\n]+)[">]/gm;
const CLASS = /^[ \t]*(?:class|struct)[ \t]+([A-Za-z_]\w*)/gm;
const CALL = /\b([A-Za-z_]\w*)[ \t]*\(/g;
const DATABASE = /(?:^|[\\/])compile_commands\.json$/;
/** Headers of one name that are read where a command says which of them is meant. */
const MOST_OF_NAME = 8;
const C_FILE = /\.(c|h|cc|cpp|cxx|hh|hpp|hxx)$/i;

/** How far the callees of callees are followed: a wrapper of a wrapper of close is common, more is not. */
const DEEPEST = 3;
/** Files beside the open ones: more of them cost more time at a keystroke than they can tell. */
const MOST_FILES = 200;

/** Of many files those that say what the functions do that a few of them call. */
export class Neighbours {
  private readonly outlines = new Map<string, Outline>();
  private readonly definers = new Map<string, Set<string>>();
  private readonly headers = new HeaderPaths();
  /** By these another header of the same name may be meant than the nearest one. */
  private readonly databases = new Set<string>();

  set(path: string, text: string): void {
    if (DATABASE.test(path)) this.databases.add(path);
    const known = this.outlines.has(path);
    if (known) this.forget(path);
    if (!C_FILE.test(path)) return;
    if (!known) this.headers.add(path);
    const outline = outlineOf(text);
    this.outlines.set(path, outline);
    for (const name of outline.defines) enter(this.definers, name, path);
  }

  delete(path: string): void {
    this.databases.delete(path);
    this.forget(path);
    this.headers.delete(path);
  }

  private forget(path: string): void {
    for (const name of this.outlines.get(path)?.defines ?? []) this.definers.get(name)?.delete(path);
    this.outlines.delete(path);
  }

  /** The files that these need, nearest first, without themselves. */
  of(paths: readonly string[]): readonly string[] {
    const found = new Set(paths);
    let ring: readonly string[] = paths;
    for (let depth = 0; depth < DEEPEST && ring.length > 0; depth++) {
      const next: string[] = [];
      for (const path of ring)
        for (const needed of this.neededBy(path)) {
          if (found.size >= paths.length + MOST_FILES) return [...found].slice(paths.length);
          if (found.has(needed)) continue;
          found.add(needed);
          next.push(needed);
        }
      ring = next;
    }
    return [...found].slice(paths.length);
  }

  private *neededBy(path: string): Generator<string> {
    const outline = this.outlines.get(path);
    if (outline === undefined) return;
    for (const include of outline.includes) {
      const header = this.headers.find(include, path);
      if (header !== null) yield header;
      if (this.databases.size > 0) yield* this.headers.fitting(include, path).slice(0, MOST_OF_NAME);
    }
    for (const name of outline.calls)
      if (!outline.defines.includes(name)) yield* this.definers.get(name) ?? [];
    for (const name of outline.classes) yield* this.definers.get(`~${name}`) ?? [];
  }
}

function outlineOf(text: string): Outline {
  const names = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))];
  return {
    defines: names(DEFINITION),
    includes: names(INCLUDE),
    calls: names(CALL),
    classes: names(CLASS),
  };
}

function enter(index: Map<string, Set<string>>, name: string, path: string): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, new Set([path]));
  else known.add(path);
}

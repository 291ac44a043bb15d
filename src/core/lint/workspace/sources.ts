import type { Parsers, SyntaxNode } from '../syntax';
import { copyNode } from '../syntax';

export type SourceLanguage = 'c' | 'node';

/** A source with its syntax tree. */
export interface ParsedSource {
  readonly path: string;
  readonly language: SourceLanguage;
  readonly text: string;
  readonly root: SyntaxNode;
}

/** Trees that are kept: a whole workspace of them would not fit. */
const MOST_TREES = 200;
/** Files that are looked at for one name; a name that more of them have tells nothing. */
const MOST_WITH_NAME = 40;
/** Names that are looked up for one site: each may lead to several others. */
const MOST_LOOKUPS = 100;
/** Longer sources, or with longer lines, are written by a program: tables and bundles. */
const LONGEST = 1_000_000;
const LONGEST_LINE = 5000;

/** Characters of all texts together. */
const MOST_TEXT = 256_000_000;

/** From line end to line end: an expression would begin anew at every character. */
function hasLongLine(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (end - start >= LONGEST_LINE) return true;
    start = end + 1;
  }
  return text.length - start >= LONGEST_LINE;
}

/** The language of a source by its path; null: none that is read. */
export function languageOf(path: string): SourceLanguage | null {
  if (/\.(?:c|h|cc|cpp|cxx|hh|hpp|hxx)$/i.test(path)) return 'c';
  if (/\.(?:[cm]?[jt]s|[jt]sx)$/i.test(path) && !/\.d\.[cm]?ts$|\.min\.[cm]?js$/i.test(path)) return 'node';
  return null;
}

/** By its name; a header by what only C++ has. */
const isCplusplus = (path: string, text: string): boolean =>
  /\.(?:cc|cpp|cxx|hh|hpp|hxx)$/i.test(path) ||
  (/\.h$/i.test(path) && /^[ \t]*(?:class|namespace|template|using)\b/m.test(text));

/** The texts of a workspace. They are searched as text; only what is found is parsed. */
export class Sources {
  private readonly texts = new Map<string, string>();
  private readonly trees = new Map<string, ParsedSource>();
  private readonly withName = new Map<string, readonly string[]>();
  private lookups = 0;
  private length = 0;
  private names = new Set<string>();
  /** Files that were left out, because all of them together are too long. */
  leftOut = 0;

  constructor(private readonly parsers: Parsers) {}

  /** Adds a file or replaces its text. False: it is of a language that is not read, or too long. */
  set(path: string, text: string): boolean {
    this.remove(path);
    if (languageOf(path) === null || text.length > LONGEST || hasLongLine(text)) return false;
    if (this.length + text.length > MOST_TEXT) {
      this.leftOut++;
      return false;
    }
    this.length += text.length;
    this.texts.set(path, text);
    this.forget(path);
    return true;
  }

  get size(): number {
    return this.texts.size;
  }

  remove(path: string): void {
    this.length -= this.textOf(path).length;
    if (this.texts.delete(path)) this.forget(path);
  }

  textOf(path: string): string {
    return this.texts.get(path) ?? '';
  }

  /** The names that were looked up since `forgetAsked`. */
  get asked(): ReadonlySet<string> {
    return this.names;
  }

  forgetAsked(): void {
    this.names = new Set();
  }

  /** To be called for each site: what is looked up for it is counted. */
  begin(): void {
    this.lookups = 0;
  }

  /** The files of a language that have a name in them, parsed; none where too many have, or after too many look-ups. */
  naming(name: string, language: SourceLanguage): readonly ParsedSource[] {
    this.names.add(name);
    if (++this.lookups > MOST_LOOKUPS) return [];
    const paths = this.withWord(name, language);
    if (paths.length > MOST_WITH_NAME) return [];
    return paths.flatMap((path) => this.parsed(path) ?? []);
  }

  /** The files of any language that have a name in them. */
  filesNaming(name: string): ReadonlySet<string> {
    return new Set([...this.withWord(name, 'c'), ...this.withWord(name, 'node')]);
  }

  /** Null where the parser gives up, or the path is not known. */
  parsed(path: string): ParsedSource | null {
    const known = this.trees.get(path);
    if (known !== undefined) return known;
    const [text, language] = [this.texts.get(path), languageOf(path)];
    if (text === undefined || language === null) return null;
    const root = this.parse(path, text, language);
    if (root === null) return null;
    const parsed = { path, language, text, root };
    if (this.trees.size >= MOST_TREES) this.trees.delete([...this.trees.keys()][0]);
    this.trees.set(path, parsed);
    return parsed;
  }

  private withWord(name: string, language: SourceLanguage): readonly string[] {
    const key = `${language} ${name}`;
    let paths = this.withName.get(key);
    if (paths === undefined) {
      const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
      paths = [...this.texts]
        // Most have not even the letters: that is told much sooner.
        .filter(([path, text]) => text.includes(name) && languageOf(path) === language && word.test(text))
        .map(([path]) => path)
        .sort();
      this.withName.set(key, paths);
    }
    return paths;
  }

  private parse(path: string, text: string, language: SourceLanguage): SyntaxNode | null {
    const ofNode = /\.[cm]?ts$/i.test(path) ? this.parsers.typescript : this.parsers.tsx;
    const tree = (language === 'c' ? this.parsers[isCplusplus(path, text) ? 'cpp' : 'c'] : ofNode).parse(
      text,
    );
    if (tree === null) return null;
    const cursor = tree.walk();
    try {
      return copyNode(cursor, text);
    } finally {
      cursor.delete();
      tree.delete();
    }
  }

  private forget(path: string): void {
    this.trees.delete(path);
    this.withName.clear();
  }
}

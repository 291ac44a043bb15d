import { CONFIGURES, EMPTY, isMinified, linksFor, lowerFile, Project, readOutline } from '../frontend-ts';
import { type Allowance, contained, type LoweredSource } from '../ir';
import { knowledge } from '../models-ts';
import { RULES } from '../rules-ts';
import { KeptTree, type Parsers, type SourceParser } from '../syntax';
import { isScript } from '../tiers';
import type { Around, Language, LintFile, Surroundings } from './language';

/** TypeScript, TSX, JavaScript and JSX. */
export const typescript: Language = {
  id: 'typescript',
  reads: isScript,
  heeds: (path) => CONFIGURES.test(path),
  surroundings: (around, before) => {
    const modules = before instanceof Modules ? before : new Modules(around);
    modules.update(around);
    return modules;
  },
  knowledge,
  rules: RULES,
};

/** Files whose trees are kept: those that are being edited. */
const MOST_TREES = 6;

/** What a file imports is told by the project's other modules, or known by a package's name. */
class Modules implements Surroundings {
  /** By path, the one that was used last at the end. */
  private readonly trees = new Map<string, KeptTree>();
  private readonly project: Project;

  /** The file that is lowered, for which others are read. */
  private lowered = '';

  constructor({ parsers, atWork, timeBeside }: Around) {
    this.project = new Project(({ path, text }) => {
      atWork(path);
      const outlined = contained(
        () => once(parserFor(parsers, path), (tree) => readOutline(tree, path, text, timeBeside())),
        () => {},
      );
      atWork(this.lowered);
      return outlined ?? EMPTY;
    });
  }

  update({ files, heeded }: Around): void {
    this.project.update(files, heeded);
  }

  keyOf(file: LintFile): unknown {
    return this.project.keyOf(file);
  }

  lower(parsers: Parsers, file: LintFile, allowance: Allowance, before?: LoweredSource): LoweredSource {
    this.lowered = file.path;
    return this.project.lowering(file, () => {
      // What is minified is told of, whatever it may hold.
      if (!this.project.concerns(file) && !isMinified(file.text)) return { functions: [], omitted: [] };
      const { path, text } = file;
      const links = linksFor(this.project, path);
      const lower = (tree: KeptTree) => lowerFile(tree, path, text, allowance, links);
      if (before === undefined) return once(parserFor(parsers, path), lower);
      try {
        return lower(this.treeOf(path) ?? this.keep(path, new KeptTree(parserFor(parsers, path))));
      } catch (error) {
        // A tree that an edit was not brought to its end in is of no use.
        this.forget(path);
        throw error;
      }
    });
  }

  private forget(path: string): void {
    this.trees.get(path)?.delete();
    this.trees.delete(path);
  }

  private treeOf(path: string): KeptTree | null {
    const known = this.trees.get(path);
    return known === undefined ? null : this.keep(path, known);
  }

  private keep(path: string, tree: KeptTree): KeptTree {
    this.trees.delete(path);
    this.trees.set(path, tree);
    const [oldest] = this.trees.keys();
    if (this.trees.size > MOST_TREES) this.forget(oldest);
    return tree;
  }
}

const parserFor = (parsers: Parsers, path: string): SourceParser =>
  /\.[cm]?ts$/i.test(path) ? parsers.typescript : parsers.tsx;

/** Works with a tree that is not kept. */
function once<T>(parser: SourceParser, work: (tree: KeptTree) => T): T {
  const tree = new KeptTree(parser);
  try {
    return work(tree);
  } finally {
    tree.delete();
  }
}

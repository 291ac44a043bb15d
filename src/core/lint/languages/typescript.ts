import { lowerFile } from '../frontend-ts';
import type { Allowance, LoweredSource } from '../ir';
import { knowledge } from '../models-ts';
import { RULES } from '../rules-ts';
import { KeptTree, type Parsers } from '../syntax';
import type { Language, LintFile, Surroundings } from './language';

/** TypeScript, TSX, JavaScript and JSX. */
export const typescript: Language = {
  id: 'typescript',
  reads: (path) => /\.(?:[cm]?[jt]s|[jt]sx)$/i.test(path) && !/\.d\.[cm]?ts$|\.min\.[cm]?js$/i.test(path),
  surroundings: (_, before) => before ?? new SeparateFiles(),
  knowledge,
  rules: RULES,
};

/** Files whose trees are kept: those that are being edited. */
const MOST_TREES = 6;

/** What a file imports is known by the module's name alone. */
class SeparateFiles implements Surroundings {
  /** By path, the one that was used last at the end. */
  private readonly trees = new Map<string, KeptTree>();

  keyOf(): string {
    return '';
  }

  lower(
    parsers: Parsers,
    { path, text }: LintFile,
    allowance: Allowance,
    before?: LoweredSource,
  ): LoweredSource {
    const parser = /\.[cm]?ts$/i.test(path) ? parsers.typescript : parsers.tsx;
    if (before === undefined) return lowerOnce(new KeptTree(parser), path, text, allowance);
    try {
      return lowerFile(this.treeOf(path) ?? this.keep(path, new KeptTree(parser)), path, text, allowance);
    } catch (error) {
      // A tree that an edit was not brought to its end in is of no use.
      this.forget(path);
      throw error;
    }
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

function lowerOnce(tree: KeptTree, path: string, text: string, allowance: Allowance): LoweredSource {
  try {
    return lowerFile(tree, path, text, allowance);
  } finally {
    tree.delete();
  }
}

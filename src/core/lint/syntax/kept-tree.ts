import { copyChildren, copyNode, type SyntaxNode } from './node';
import type { SourceParser, SyntaxTree, TextEdit, TreeCursor } from './tree';

interface Range {
  readonly startIndex: number;
  readonly endIndex: number;
}

/**
 * A text's syntax tree that follows the text's edits: what an edit does not touch is neither parsed nor copied again.
 * The nodes are those that parsing anew would give; the ones that were handed out before may have moved.
 */
export class KeptTree {
  private tree: SyntaxTree | null = null;
  private root: SyntaxNode | null = null;
  private text = '';

  constructor(readonly parser: SourceParser) {}

  /** The root of the text's tree; null where the parser gave up. */
  read(text: string): SyntaxNode | null {
    const { tree: before, root, text: old } = this;
    if (root !== null && old === text) return root;
    const edit = before === null ? null : editBetween(old, text);
    if (edit !== null) before?.edit(edit);
    const tree = this.parse(text, before);
    this.root = tree === null ? null : this.copy(tree, text, edit, before);
    before?.delete();
    this.tree = tree;
    this.text = text;
    return this.root;
  }

  /** Whether the text that was read last is not wholly what the grammar says. */
  get hasError(): boolean {
    return this.tree?.rootNode.hasError === true;
  }

  delete(): void {
    this.tree?.delete();
    this.tree = null;
    this.root = null;
  }

  /**
   * How a parser gets over an error depends on what it could reuse. A text with errors is parsed anew, so that equal
   * texts have equal trees whatever they were before.
   */
  private parse(text: string, before: SyntaxTree | null): SyntaxTree | null {
    if (before === null || before.rootNode.hasError) return this.parser.parse(text);
    const tree = this.parser.parse(text, before);
    if (tree?.rootNode.hasError !== true) return tree;
    tree.delete();
    return this.parser.parse(text);
  }

  private copy(tree: SyntaxTree, text: string, edit: TextEdit | null, before: SyntaxTree | null): SyntaxNode {
    const cursor = tree.walk();
    const copied =
      before === null || edit === null || this.root === null
        ? copyNode(cursor, text)
        : new Copying(cursor, text, edit, before.getChangedRanges(tree)).node(this.root, 0);
    cursor.delete();
    return copied;
  }
}

/** Copies a tree with what can be kept of an older copy. */
class Copying {
  private readonly touched: readonly Range[];
  private readonly growth: number;

  constructor(
    private readonly cursor: TreeCursor,
    private readonly text: string,
    private readonly edit: TextEdit,
    changed: readonly Range[],
  ) {
    this.growth = edit.newEndIndex - edit.oldEndIndex;
    this.touched = [{ startIndex: edit.startIndex, endIndex: edit.newEndIndex }, ...changed];
  }

  /** The node that the cursor stands on; `old` stood in its place before. */
  node(old: SyntaxNode | null, depth: number): SyntaxNode {
    const { cursor } = this;
    if (old === null) return copyNode(cursor, this.text, depth);
    const { nodeType: type, startIndex: start, endIndex: end, currentFieldName: field } = cursor;
    let next = 0;
    const { operator, children } = copyChildren(cursor, this.text, depth, (below) => {
      const at = this.before(cursor.startIndex);
      while (next < old.children.length && old.children[next].start < at) next++;
      const known = next < old.children.length ? old.children[next] : null;
      const same = known !== null && known.start === at && known.type === cursor.nodeType;
      if (!same) return this.node(null, below);
      next++;
      return this.kept(known) ?? this.node(known, below);
    });
    return { type, start, end, field, operator, children };
  }

  /** The older copy of the node that the cursor stands on, where nothing in it or beside it changed. */
  private kept(known: SyntaxNode): SyntaxNode | null {
    const { startIndex: start, endIndex: end, currentFieldName: field } = this.cursor;
    if (known.end !== this.before(end)) return null;
    if (this.touched.some((range) => range.startIndex <= end && range.endIndex >= start)) return null;
    if (start !== known.start) move(known, start - known.start);
    return known.field === field ? known : { ...known, field };
  }

  /** Where an offset stood before the edit. */
  private before(at: number): number {
    return at < this.edit.newEndIndex ? at : at - this.growth;
  }
}

type Movable = { -readonly [Key in 'start' | 'end']: SyntaxNode[Key] };

function move(node: SyntaxNode, by: number): void {
  const movable: Movable = node;
  movable.start += by;
  movable.end += by;
  for (const each of node.children) move(each, by);
}

/** The one replacement that makes a text another: what both begin and end with stays. */
export function editBetween(old: string, text: string): TextEdit {
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  )
    tail++;
  const [oldEnd, newEnd] = [old.length - tail, text.length - tail];
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(text, start),
    oldEndPosition: pointAt(old, oldEnd),
    newEndPosition: pointAt(text, newEnd),
  };
}

function pointAt(text: string, index: number): { row: number; column: number } {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: index - line };
}

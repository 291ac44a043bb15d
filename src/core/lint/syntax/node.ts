import type { TreeCursor } from './tree';

/** A named node of the syntax tree, copied: reading the parser's own is slow. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly field: string | null;
  /** The text of the anonymous child in the field `operator`. */
  readonly operator: string;
  readonly children: readonly SyntaxNode[];
}

/** Deeper than this no person nests; deeper trees are cut, for recursion over them must end. */
const DEEPEST = 400;
/** The children of a node whose children were cut off. */
const CUT: readonly SyntaxNode[] = [];

/** Copies the children of the node that the cursor stands on, which is `depth` levels down, each by `copy`. */
export function copyChildren(
  cursor: TreeCursor,
  text: string,
  depth: number,
  copy: (depth: number) => SyntaxNode,
): Pick<SyntaxNode, 'operator' | 'children'> {
  const children: SyntaxNode[] = [];
  let operator = '';
  if (depth >= DEEPEST) {
    const cut = cursor.gotoFirstChild() && cursor.gotoParent();
    return { operator, children: cut ? CUT : children };
  }
  if (cursor.gotoFirstChild()) {
    do {
      if (cursor.nodeIsNamed) {
        if (cursor.nodeType !== 'comment' && !cursor.nodeIsMissing) children.push(copy(depth + 1));
      } else if (cursor.currentFieldName === 'operator')
        operator = text.slice(cursor.startIndex, cursor.endIndex);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { operator, children };
}

/** Copies the node that the cursor stands on, with all below it. */
export function copyNode(cursor: TreeCursor, text: string, depth = 0): SyntaxNode {
  const { nodeType: type, startIndex: start, endIndex: end, currentFieldName: field } = cursor;
  const { operator, children } = copyChildren(cursor, text, depth, (below) => copyNode(cursor, text, below));
  return { type, start, end, field, operator, children };
}

export const child = (node: SyntaxNode, field: string): SyntaxNode | null =>
  node.children.find((each) => each.field === field) ?? null;

/** Every node of a type below a node, itself included. */
export function find(node: SyntaxNode, type: string, found: SyntaxNode[] = []): SyntaxNode[] {
  if (node.type === type) found.push(node);
  for (const each of node.children) find(each, type, found);
  return found;
}

/** Whether something below a node was nested too deeply to be copied. */
export const isCut = (node: SyntaxNode): boolean => node.children === CUT || node.children.some(isCut);

/** The nodes below which something is nested too deeply to be copied, each with the nodes around it, outermost first. */
export function cutsIn(root: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const found: (readonly SyntaxNode[])[] = [];
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    path.push(node);
    if (node.children === CUT) found.push([...path]);
    else for (const each of node.children) visit(each);
    path.pop();
  };
  visit(root);
  return found;
}

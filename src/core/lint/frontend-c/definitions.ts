import { copyNode, type SyntaxNode, type SyntaxTree } from '../syntax';

/** Copies of all functions' definitions, wherever a tree has them outside of functions. */
export function functionDefinitions(tree: SyntaxTree, text: string): SyntaxNode[] {
  const cursor = tree.walk();
  const found: SyntaxNode[] = [];
  const visit = (depth: number): void => {
    if (cursor.nodeType === 'function_definition') found.push(copyNode(cursor, text));
    else if (depth < 6 && cursor.gotoFirstChild()) {
      do if (cursor.nodeIsNamed) visit(depth + 1);
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
  };
  visit(0);
  cursor.delete();
  return found;
}

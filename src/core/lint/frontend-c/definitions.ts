import { child, copyNode, find, type SyntaxNode, type SyntaxTree } from '../syntax';

/** Namespaces, classes and `extern "C"` around a function, and the braces of each. */
const DEEPEST = 10;

/** C++'s `class Name { ... }` reads like a function without parameters; what is inside may be functions. */
const isFunction = (node: SyntaxNode): boolean => {
  const declarator = child(node, 'declarator');
  return declarator !== null && find(declarator, 'function_declarator').length > 0;
};

/** Copies of all functions' definitions, wherever a tree has them outside of functions. */
export function functionDefinitions(tree: SyntaxTree, text: string): SyntaxNode[] {
  const cursor = tree.walk();
  const found: SyntaxNode[] = [];
  const visit = (depth: number): void => {
    const node = cursor.nodeType === 'function_definition' ? copyNode(cursor, text) : null;
    if (node !== null && isFunction(node)) found.push(node);
    else if (depth < DEEPEST && cursor.gotoFirstChild()) {
      do if (cursor.nodeIsNamed) visit(depth + 1);
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
  };
  visit(0);
  cursor.delete();
  return found;
}

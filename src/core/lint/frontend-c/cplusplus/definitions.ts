import { child, copyNode, find, type SyntaxNode, type SyntaxTree } from '../../syntax';

/** A function's definition, or a lambda outside of functions; and the class that it stands in. */
export interface Definition {
  readonly node: SyntaxNode;
  readonly owner: string | null;
}

/** Namespaces, classes, templates and linkages around a function, and the braces of each. */
const DEEPEST = 60;

const isFunction = (node: SyntaxNode): boolean => {
  const declarator = child(node, 'declarator');
  return (
    declarator !== null &&
    child(node, 'body') !== null &&
    find(declarator, 'function_declarator').length + find(declarator, 'abstract_function_declarator').length >
      0
  );
};

/** Copies of all functions' definitions and lambdas, wherever a tree has them outside of functions. */
export function definitionsIn(tree: SyntaxTree, text: string): readonly Definition[] {
  const cursor = tree.walk();
  const found: Definition[] = [];
  const visit = (depth: number, owner: string | null): void => {
    const node = cursor.nodeType === 'function_definition' ? copyNode(cursor, text) : null;
    if (node !== null && isFunction(node)) {
      found.push({ node, owner });
      return;
    }
    if (cursor.nodeType === 'lambda_expression') {
      found.push({ node: copyNode(cursor, text), owner });
      return;
    }
    const isClass = /^(?:class|struct|union)_specifier$/.test(cursor.nodeType);
    let inside = owner;
    if (depth >= DEEPEST || !cursor.gotoFirstChild()) return;
    do {
      if (!cursor.nodeIsNamed) continue;
      if (isClass && cursor.currentFieldName === 'name')
        inside = className(text.slice(cursor.startIndex, cursor.endIndex));
      visit(depth + 1, inside);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  };
  visit(0, null);
  cursor.delete();
  return found;
}

/** `Outer::Name<T>` as its members call it. */
const className = (written: string): string => /(\w+)\s*(?:<[\s\S]*)?$/.exec(written)?.[1] ?? written;

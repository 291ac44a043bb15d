import type { SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';

/** `(socket_t) -1` is a cast, which no grammar can tell from a difference: here the name decides. */
export function isType(lowering: Lowering, node: SyntaxNode): boolean {
  const [name] = node.children;
  if (node.type !== 'parenthesized_expression' || name?.type !== 'identifier') return false;
  const text = lowering.textOf(name);
  if (lowering.lookUp(text) !== null || lowering.view.bindings.has(text)) return false;
  return /_t$|^u?int$|^[A-Z]\w*$/.test(text) && lowering.macros.get(text)?.body !== '';
}

import { child, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';

/** As configurations spell what is chosen where a program is built. */
const CHOICE = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;
const CLOSES = /\b\w{0,60}close\w{0,60}\s{0,50}\(/i;

/**
 * The conditions of an `if`. In `if (ENABLE_CLEAN_UP && fd >= 0) close(fd);` the first is a constant that no file here
 * defines: who builds without it means to leave that close to the end of the process, so it is no condition of a path.
 */
export function conditionsOfClosing(
  lowering: Lowering,
  condition: SyntaxNode,
  consequence: SyntaxNode | null,
): readonly SyntaxNode[] {
  if (consequence === null || !CLOSES.test(lowering.textOf(consequence))) return [condition];
  const parts = conjuncts(condition);
  const asked = parts.filter((each) => !isChoice(lowering, each));
  return asked.length === parts.length ? [condition] : asked;
}

function conjuncts(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'parenthesized_expression' && node.children.length === 1)
    return conjuncts(node.children[0]);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (node.type !== 'binary_expression' || node.operator !== '&&' || left === null || right === null)
    return [node];
  return [...conjuncts(left), ...conjuncts(right)];
}

function isChoice(lowering: Lowering, node: SyntaxNode): boolean {
  if (node.type !== 'identifier') return false;
  const name = lowering.textOf(node);
  return CHOICE.test(name) && lowering.macros.get(name) === undefined && lowering.lookUp(name) === null;
}

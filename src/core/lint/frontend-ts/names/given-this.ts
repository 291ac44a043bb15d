import { child, type SyntaxNode } from '../../syntax';
import { argumentsOf, keyName, type Source, textOf, unwrap } from '../source';

/** Methods whose function comes before the `this` that it gets. */
const WITH_THIS = /^(?:forEach|map|filter|some|every|find|findIndex|flatMap)$/;
/** What TypeScript writes for `async` where its target has none: https://www.typescriptlang.org/tsconfig/#importHelpers */
const AWAITER = /(?:^|\.)__awaiter$/;

/** A function that is called with the `this` of the code around it, as an arrow function is: in which way, null where it is not. */
export function givenThis(source: Source, node: SyntaxNode): 'called' | 'awaited' | null {
  const [inner, parent] = around(source, node);
  const outer = parent === undefined ? undefined : source.parents.get(parent);
  if (parent?.type === 'member_expression' && inner.field === 'object') {
    const method = keyName(source, child(parent, 'property'));
    const isCalled = outer?.type === 'call_expression' && /^(?:call|apply|bind)$/.test(method ?? '');
    return isCalled && isThis(argumentsOf(outer)[0]) ? 'called' : null;
  }
  if (parent?.type !== 'arguments' || outer?.type !== 'call_expression') return null;
  const callee = child(outer, 'function');
  const args = argumentsOf(outer);
  if (callee === null) return null;
  if (AWAITER.test(textOf(source, callee))) return isThis(args[0]) ? 'awaited' : null;
  const name = callee.type === 'member_expression' ? keyName(source, child(callee, 'property')) : null;
  return args[0] === inner && WITH_THIS.test(name ?? '') && isThis(args[1]) ? 'called' : null;
}

/** The expression with its parentheses, and what it stands in. */
function around(source: Source, node: SyntaxNode): readonly [SyntaxNode, SyntaxNode | undefined] {
  let inner = node;
  let parent = source.parents.get(node);
  while (parent?.type === 'parenthesized_expression') {
    inner = parent;
    parent = source.parents.get(parent);
  }
  return [inner, parent];
}

const isThis = (node: SyntaxNode | undefined): boolean => node !== undefined && unwrap(node).type === 'this';

import { constant } from '../ir';
import { child, find, type SyntaxNode } from '../syntax';
import { isLoopMacro } from './configurations';
import { loseSightOf } from './lose-sight';
import type { Lowering, Target } from './lowering';
import { lowerCondition, lowerOperand, lowerStatement } from './recursion';

/** Lowers a loop's body with `break` and `continue` bound, and notes a loop that never ends by itself. */
export function lowerLoop(
  lowering: Lowering,
  node: SyntaxNode,
  continueTo: number,
  head: number,
  endless: boolean,
  action: () => void,
): void {
  const after = lowering.block();
  const target: Target = { breakTo: after, continueTo, depth: lowering.depth, breaks: 0 };
  lowering.targets.push(target);
  action();
  lowering.targets.pop();
  const at = lowering.span(node);
  lowering.loops.push({ at, head });
  if (endless && target.breaks === 0) lowering.endlessLoops.push({ at, head, behind: after });
  if (lowering.reached) lowering.leave({ op: 'goto', target: continueTo });
  lowering.begin(after);
}

const breakTarget = (lowering: Lowering): number => lowering.targets[lowering.targets.length - 1].breakTo;

export function lowerWhile(lowering: Lowering, node: SyntaxNode): void {
  const [condition, body] = [child(node, 'condition'), child(node, 'body')];
  const head = lowering.block();
  lowering.begin(head);
  lowerLoop(lowering, node, head, head, isTrue(lowering, condition), () => {
    const inside = lowering.block();
    if (condition === null) lowering.leave({ op: 'goto', target: inside });
    else if (isLoopMacro(lowering.view.text, node.start)) lowerLoopMacro(lowering, condition, inside);
    else lowerCondition(lowering, condition, inside, breakTarget(lowering));
    lowering.begin(inside);
    if (body !== null) lowerStatement(lowering, body);
  });
}

/** `list_for_each(entry, list)`: another entry in each turn, until there is none. */
function lowerLoopMacro(lowering: Lowering, node: SyntaxNode, inside: number): void {
  const at = lowering.span(node);
  const operands = find(node, 'comma_expression').flatMap(({ children }) => children);
  loseSightOf(
    lowering,
    operands.filter(({ type }) => type === 'identifier'),
    node,
  );
  const condition = {
    left: { kind: 'unknown' },
    relation: '!=',
    right: constant(0),
    text: lowering.textOf(node).slice(0, 60),
    at,
  } as const;
  lowering.leave({ op: 'branch', condition, yes: inside, no: breakTarget(lowering) });
}

export function lowerDo(lowering: Lowering, node: SyntaxNode): void {
  const [condition, body] = [child(node, 'condition'), child(node, 'body')];
  const [head, test] = [lowering.block(), lowering.block()];
  lowering.begin(head);
  lowerLoop(lowering, node, test, head, isTrue(lowering, condition), () => {
    if (body !== null) lowerStatement(lowering, body);
    lowering.begin(test);
    if (condition === null) lowering.leave({ op: 'goto', target: head });
    else lowerCondition(lowering, condition, head, breakTarget(lowering));
  });
}

export function lowerFor(lowering: Lowering, node: SyntaxNode): void {
  const initializer = child(node, 'initializer');
  const [condition, update, body] = [child(node, 'condition'), child(node, 'update'), child(node, 'body')];
  lowering.openScope();
  if (initializer !== null) lowerStatement(lowering, initializer);
  const [head, next] = [lowering.block(), lowering.block()];
  lowering.begin(head);
  lowerLoop(lowering, node, next, head, condition === null || isTrue(lowering, condition), () => {
    const inside = lowering.block();
    if (condition === null) lowering.leave({ op: 'goto', target: inside });
    else lowerCondition(lowering, condition, inside, breakTarget(lowering));
    lowering.begin(inside);
    if (body !== null) lowerStatement(lowering, body);
    if (lowering.reached) lowering.leave({ op: 'goto', target: next });
    lowering.begin(next);
    if (update !== null) lowerOperand(lowering, update);
    lowering.leave({ op: 'goto', target: head });
  });
  lowering.closeScope(lowering.span(node));
}

/** `while (1)` and what else is written for it. */
function isTrue(lowering: Lowering, node: SyntaxNode | null): boolean {
  if (node === null) return false;
  const text = lowering.textOf(node).replace(/[()\s]/g, '');
  return /^[1-9]\d*$/.test(text) || /^(true|TRUE)$/.test(text);
}

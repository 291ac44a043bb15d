import { type Operand, type Place, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { expansionOf } from './expand';
import type { Lowering } from './lowering';
import { lowerCondition, lowerInto, lowerOperand, lowerStatement } from './recursion';
import { transparentArgument } from './transparent';

const ASSERTIONS: ReadonlySet<string> = new Set(['assert', 'g_assert', 'ASSERT', 'Assert']);

/**
 * Emits a call. `to` receives its value; `undefined` asks for some place that does, null says that the value is dropped.
 */
export function lowerCall(lowering: Lowering, node: SyntaxNode, to: Place | null | undefined): Operand {
  const name = child(node, 'function');
  if (name === null) return UNKNOWN;
  const inner = transparentArgument(lowering, node);
  if (inner !== null) return lowerOperand(lowering, inner);
  if (ASSERTIONS.has(lowering.textOf(name))) return lowerAssertion(lowering, node);
  const expansion = expansionOf(lowering, node);
  if (expansion === null) return emitCall(lowering, node, name, to);
  const { view, expression, statements } = expansion;
  return lowering.within(view, () => {
    if (expression !== null && to) {
      lowerInto(lowering, to, expression);
      return { kind: 'place', place: to };
    }
    if (expression !== null) return lowerOperand(lowering, expression);
    for (const each of statements) lowerStatement(lowering, each);
    return UNKNOWN;
  });
}

function lowerAssertion(lowering: Lowering, node: SyntaxNode): Operand {
  const [condition] = child(node, 'arguments')?.children ?? [];
  if (condition === undefined) return UNKNOWN;
  const [yes, no] = [lowering.block(), lowering.block()];
  lowerCondition(lowering, condition, yes, no);
  lowering.begin(no);
  lowering.leave({ op: 'stop' });
  lowering.begin(yes);
  return UNKNOWN;
}

function emitCall(
  lowering: Lowering,
  node: SyntaxNode,
  name: SyntaxNode,
  to: Place | null | undefined,
): Operand {
  const args = (child(node, 'arguments')?.children ?? []).map((each) => lowerOperand(lowering, each));
  const callee = calleeOf(lowering, name);
  const target = to === undefined ? lowering.temporary() : to;
  lowering.emit({ op: 'call', to: target, ...callee, args, at: lowering.span(node) });
  return target === null ? UNKNOWN : { kind: 'place', place: target };
}

function calleeOf(lowering: Lowering, name: SyntaxNode): { callee: string; indirect: boolean } {
  if (name.type === 'identifier') {
    const text = lowering.textOf(name);
    const bound = lowering.view.bindings.get(text);
    if (bound !== undefined) return lowering.within(bound.view, () => calleeOf(lowering, bound.node));
    const alias = lowering.macros.get(text);
    const named = alias?.parameters === null && /^[A-Za-z_]\w*$/.test(alias.body) ? alias.body : text;
    return { callee: named, indirect: lowering.lookUp(text) !== null };
  }
  if (name.type === 'parenthesized_expression' && name.children.length === 1)
    return calleeOf(lowering, name.children[0]);
  if (name.type === 'pointer_expression' && name.operator === '*' && name.children.length === 1)
    return { ...calleeOf(lowering, name.children[0]), indirect: true };
  const field = name.type === 'field_expression' ? child(name, 'field') : null;
  return { callee: field === null ? 'pointer' : lowering.textOf(field), indirect: true };
}

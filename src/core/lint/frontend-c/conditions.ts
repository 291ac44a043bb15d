import { constant, type Operand, type Relation, type Span } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { expansionOf } from './expand';
import type { Lowering } from './lowering';
import { lowerCondition, lowerOperand } from './recursion';
import { transparentArgument } from './transparent';

const RELATIONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Goes on at `yes` where the expression is not 0, at `no` where it is. */
export function lowerAnyCondition(lowering: Lowering, node: SyntaxNode, yes: number, no: number): void {
  const special = SPECIAL[node.type];
  if (special?.(lowering, node, yes, no)) return;
  const value = lowerOperand(lowering, node);
  branch(lowering, node, value, '!=', constant(0), yes, no);
}

type Special = (lowering: Lowering, node: SyntaxNode, yes: number, no: number) => boolean;

const SPECIAL: Readonly<Record<string, Special>> = {
  parenthesized_expression: (lowering, node, yes, no) => {
    const [inner] = node.children;
    if (node.children.length !== 1 || inner.type === 'compound_statement') return false;
    lowerCondition(lowering, inner, yes, no);
    return true;
  },
  unary_expression: (lowering, node, yes, no) => {
    const argument = child(node, 'argument');
    if (node.operator !== '!' || argument === null) return false;
    lowerCondition(lowering, argument, no, yes);
    return true;
  },
  binary_expression: (lowering, node, yes, no) => {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (left === null || right === null) return false;
    if (node.operator === '&&' || node.operator === '||') {
      const next = lowering.block();
      if (node.operator === '&&') lowerCondition(lowering, left, next, no);
      else lowerCondition(lowering, left, yes, next);
      lowering.begin(next);
      lowerCondition(lowering, right, yes, no);
      return true;
    }
    if (node.operator === '&') return lowerUnset(lowering, node, left, right, yes, no);
    if (!RELATIONS.has(node.operator)) return false;
    const [a, b] = [lowerOperand(lowering, left), lowerOperand(lowering, right)];
    branch(lowering, node, a, node.operator as Relation, b, yes, no);
    return true;
  },
  comma_expression: (lowering, node, yes, no) => {
    node.children.slice(0, -1).forEach((each) => {
      lowerOperand(lowering, each);
    });
    const last = node.children.at(-1);
    if (last === undefined) return false;
    lowerCondition(lowering, last, yes, no);
    return true;
  },
  identifier: lowerExpanded,
  call_expression: (lowering, node, yes, no) => {
    const inner = transparentArgument(lowering, node);
    if (inner === null) return lowerExpanded(lowering, node, yes, no);
    lowerCondition(lowering, inner, yes, no);
    return true;
  },
};

/** `~flags & NAME`: the flag is not set, as `!(flags & NAME)` says. A name is that of one bit. */
function lowerUnset(
  lowering: Lowering,
  node: SyntaxNode,
  left: SyntaxNode,
  right: SyntaxNode,
  yes: number,
  no: number,
): boolean {
  const flags = left.type === 'unary_expression' && left.operator === '~' ? child(left, 'argument') : null;
  if (flags === null || right.type !== 'identifier' || lowering.view.at !== null) return false;
  const value = lowerOperand(lowering, flags);
  if (value.kind !== 'place' || value.place.start.kind === 'temporary') return false;
  const text = `${lowering.textOf(flags)} & ${lowering.textOf(right)}`;
  const known = lowerOperand(lowering, right);
  const reads = known.kind === 'place' ? [value.place, known.place] : [value.place];
  branch(lowering, node, { kind: 'opaque', text, reads }, '==', constant(0), yes, no);
  return true;
}

/** A macro, or a macro's argument, that is a condition. */
function lowerExpanded(lowering: Lowering, node: SyntaxNode, yes: number, no: number): boolean {
  const bound = node.type === 'identifier' ? lowering.view.bindings.get(lowering.textOf(node)) : undefined;
  if (bound !== undefined) {
    lowering.within(bound.view, () => lowerCondition(lowering, bound.node, yes, no));
    return true;
  }
  const expansion = expansionOf(lowering, node);
  if (!expansion?.expression) return false;
  const { expression, view } = expansion;
  lowering.within(view, () => lowerCondition(lowering, expression, yes, no));
  return true;
}

function branch(
  lowering: Lowering,
  node: SyntaxNode,
  left: Operand,
  relation: Relation,
  right: Operand,
  yes: number,
  no: number,
): void {
  if (left.kind === 'constant' && right.kind === 'constant' && relation === '!=')
    lowering.leave({ op: 'goto', target: left.value !== right.value ? yes : no });
  else {
    const at: Span = lowering.span(node);
    const condition = { left, relation, right, text: conditionText(lowering, node, at), at };
    lowering.leave({ op: 'branch', condition, yes, no });
  }
}

/** As the file has it, on one line, not too long for a message. */
function conditionText(lowering: Lowering, node: SyntaxNode, at: Span): string {
  let view = lowering.view;
  while (view.outer !== null) view = view.outer;
  const text = view === lowering.view ? lowering.textOf(node) : view.text.slice(at.start, at.end);
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

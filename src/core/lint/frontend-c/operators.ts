import { constant, type Operand, type Place, type Sign, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { VOLATILE } from './constants';
import type { Lowering } from './lowering';
import { lowerCondition, lowerInto, lowerOperand } from './recursion';
import { isType } from './type-names';

export function lowerUnary(lowering: Lowering, node: SyntaxNode): Operand {
  const argument = child(node, 'argument');
  if (argument === null) return UNKNOWN;
  if (node.operator === '!') return lowerTruth(lowering, node);
  const value = lowerOperand(lowering, argument);
  if (node.operator === '-' && value.kind === 'constant') return constant(-value.value);
  if (node.operator === '~' && value.kind === 'constant') return constant(~value.value);
  if (node.operator === '+') return value;
  const negated = node.operator === '-' ? negatedSign(lowering, argument, value) : undefined;
  return combine(lowering, node, [value], negated);
}

/** errno, which no system call sets to 0; under a macro's parameter and parentheses too. */
export function isErrno(lowering: Lowering, node: SyntaxNode): boolean {
  if (node.type === 'parenthesized_expression' && node.children.length === 1)
    return isErrno(lowering, node.children[0]);
  if (node.type !== 'identifier') return false;
  const name = lowering.textOf(node);
  const bound = lowering.view.bindings.get(name);
  return bound === undefined
    ? VOLATILE.has(name)
    : lowering.within(bound.view, () => isErrno(lowering, bound.node));
}

/** `-EINVAL`; and `-errno`, which a function returns where errno is set. */
function negatedSign(lowering: Lowering, argument: SyntaxNode, value: Operand): Sign | undefined {
  if (isErrno(lowering, argument)) return 'negative';
  return signOf(value) === 'positive' ? 'negative' : undefined;
}

const signOf = (operand: Operand): Sign | undefined => {
  if (operand.kind === 'constant')
    return operand.value === 0 ? undefined : operand.value > 0 ? 'positive' : 'negative';
  return operand.kind === 'opaque' || operand.kind === 'sentinel' || operand.kind === 'unknown'
    ? operand.sign
    : undefined;
};

/** Flags that are joined are none of them lost. */
function joinedSign(operator: string, a: Operand, b: Operand): Sign | undefined {
  if (operator !== '|') return undefined;
  const [left, right] = [signOf(a), signOf(b)];
  if (left === 'positive' && right === 'positive') return 'positive';
  return left !== undefined || right !== undefined ? 'nonzero' : undefined;
}

const LOGICAL: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

export function lowerBinary(lowering: Lowering, node: SyntaxNode): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return lowerRest(lowering, left ?? right);
  if (LOGICAL.has(node.operator)) return lowerTruth(lowering, node);
  if (isType(lowering, left)) return lowerMistakenCast(lowering, node.operator, right);
  const [a, b] = [lowerOperand(lowering, left), lowerOperand(lowering, right)];
  if (a.kind === 'constant' && b.kind === 'constant') return fold(node.operator, a.value, b.value);
  if (a.kind === 'place' && b.kind === 'constant' && (node.operator === '+' || node.operator === '-'))
    return { kind: 'sum', place: a.place, delta: node.operator === '+' ? b.value : -b.value };
  return combine(lowering, node, [a, b], joinedSign(node.operator, a, b));
}

/** An operator that lacks an operand, as while code is being typed: what is there happens, the value is anything. */
function lowerRest(lowering: Lowering, operand: SyntaxNode | null): Operand {
  if (operand !== null) lowerOperand(lowering, operand);
  return UNKNOWN;
}

function lowerMistakenCast(lowering: Lowering, operator: string, value: SyntaxNode): Operand {
  const operand = lowerOperand(lowering, value);
  if (operator === '-' && operand.kind === 'constant') return constant(-operand.value);
  if (operator === '&' && operand.kind === 'place') return { kind: 'address', place: operand.place };
  return operator === '+' ? operand : UNKNOWN;
}

function fold(operator: string, a: number, b: number): Operand {
  switch (operator) {
    case '+':
      return constant(a + b);
    case '-':
      return constant(a - b);
    case '*':
      return constant(a * b);
    case '|':
      return constant(a | b);
    case '&':
      return constant(a & b);
    case '^':
      return constant(a ^ b);
    case '<<':
      return b >= 0 && b < 31 ? constant(a << b) : UNKNOWN;
    case '>>':
      return b >= 0 && b < 31 ? constant(a >> b) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** A pure expression of operands; one that calls or writes in passing is worth something else each time. */
function combine(
  lowering: Lowering,
  node: SyntaxNode,
  operands: readonly Operand[],
  sign: Sign | undefined,
): Operand {
  const anything: Operand = sign === undefined ? UNKNOWN : { kind: 'unknown', sign };
  const reads: Place[] = [];
  for (const operand of operands) {
    if (operand.kind === 'unknown') return anything;
    if (operand.kind === 'place' || operand.kind === 'address' || operand.kind === 'sum')
      reads.push(operand.place);
    else if (operand.kind === 'opaque') reads.push(...operand.reads);
  }
  if (reads.some(({ start }) => start.kind === 'temporary')) return anything;
  const value = opaque(lowering, node, reads);
  return sign === undefined ? value : { ...value, sign };
}

export function opaque(
  lowering: Lowering,
  node: SyntaxNode,
  reads: readonly Place[],
): Extract<Operand, { kind: 'opaque' }> {
  const text = lowering.textOf(node).replace(/\s+/g, ' ').replace(/[`{}]/g, '');
  // The same macro with the same arguments is the same expression, wherever it is expanded.
  const around = expandedText(lowering);
  return { kind: 'opaque', text: around === null ? text : `${text} in ${around}`, reads };
}

function expandedText(lowering: Lowering): string | null {
  const { at } = lowering.view;
  let view = lowering.view;
  while (view.outer !== null) view = view.outer;
  return at === null ? null : view.text.slice(at.start, at.end).replace(/\s+/g, ' ').replace(/[`{}]/g, '');
}

/** 1 or 0. */
function lowerTruth(lowering: Lowering, node: SyntaxNode): Operand {
  const result = lowering.temporary();
  const [yes, no, after] = [lowering.block(), lowering.block(), lowering.block()];
  lowerCondition(lowering, node, yes, no);
  for (const [block, value] of [
    [yes, 1],
    [no, 0],
  ]) {
    lowering.begin(block);
    lowering.emit({ op: 'assign', to: result, from: constant(value), at: lowering.span(node) });
    lowering.leave({ op: 'goto', target: after });
  }
  lowering.begin(after);
  return { kind: 'place', place: result };
}

export function lowerChoice(lowering: Lowering, node: SyntaxNode): Operand {
  const condition = child(node, 'condition');
  const consequence = child(node, 'consequence') ?? condition;
  const alternative = child(node, 'alternative');
  if (condition === null || consequence === null || alternative === null) return UNKNOWN;
  const result = lowering.temporary();
  const [yes, no, after] = [lowering.block(), lowering.block(), lowering.block()];
  lowerCondition(lowering, condition, yes, no);
  for (const [block, branch] of [
    [yes, consequence],
    [no, alternative],
  ] as const) {
    lowering.begin(block);
    lowerInto(lowering, result, branch);
    if (lowering.reached) lowering.leave({ op: 'goto', target: after });
  }
  lowering.begin(after);
  return { kind: 'place', place: result };
}

export function lowerComma(lowering: Lowering, node: SyntaxNode): Operand {
  let value: Operand = UNKNOWN;
  for (const each of node.children) value = lowerOperand(lowering, each);
  return value;
}

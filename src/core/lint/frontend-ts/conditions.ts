import { type Condition, constant, type Operand, type Relation, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerExpression } from './expressions';
import type { Lower } from './lower';
import { keyName, unwrap } from './source';

const RELATIONS: Readonly<Record<string, Relation>> = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** Branches to `yes` where the expression is truthy, else to `no`. */
export function lowerCondition(lower: Lower, expression: SyntaxNode, yes: number, no: number): void {
  const node = unwrap(expression);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (node.type === 'binary_expression' && left !== null && right !== null) {
    if (node.operator === '&&' || node.operator === '||') {
      const next = lower.block();
      if (node.operator === '&&') lowerCondition(lower, left, next, no);
      else lowerCondition(lower, left, yes, next);
      lower.begin(next);
      lowerCondition(lower, right, yes, no);
      return;
    }
    const relation = RELATIONS[node.operator];
    if (relation !== undefined) {
      compare(lower, node, lowerValue(lower, left), relation, lowerValue(lower, right), yes, no);
      return;
    }
  }
  if (node.type === 'unary_expression' && node.operator === '!') {
    const argument = child(node, 'argument');
    if (argument !== null) {
      lowerCondition(lower, argument, no, yes);
      return;
    }
  }
  if (node.type === 'member_expression' && lowerEnded(lower, node, yes, no)) return;
  compare(lower, node, lowerValue(lower, node), '!=', constant(0), yes, no);
}

/** `socket.destroyed` is true only of what is closed. */
function lowerEnded(lower: Lower, node: SyntaxNode, yes: number, no: number): boolean {
  const object = child(node, 'object');
  const name = keyName(lower.model.source, child(node, 'property'));
  if (object === null || !/^(destroyed|closed|writableEnded|writableFinished|aborted)$/.test(name ?? ''))
    return false;
  const entity = lower.model.meanings.entityOf(object);
  if (entity === null) return false;
  const operand = lowerExpression(lower, object);
  const ended = lower.block();
  const text = lower.shown(node);
  const at = lower.span(node);
  lower.branch({ left: UNKNOWN, relation: '!=', right: constant(0), text, at }, ended, no);
  lower.begin(ended);
  lower.take(operand, at);
  lower.leave({ op: 'goto', target: yes });
  return true;
}

function compare(
  lower: Lower,
  node: SyntaxNode,
  left: Operand,
  relation: Relation,
  right: Operand,
  yes: number,
  no: number,
): void {
  const condition: Condition = { left, relation, right, text: lower.shown(node), at: lower.span(node) };
  lower.branch(condition, yes, no);
}

/** The value of an expression in a comparison: texts and properties are told apart by how they are written. */
function lowerValue(lower: Lower, expression: SyntaxNode): Operand {
  const node = unwrap(expression);
  if (node.type === 'string') return { kind: 'sentinel', name: lower.text(node) };
  const operand = lowerExpression(lower, node);
  if (operand.kind !== 'unknown') return operand;
  const reads = pureReads(lower, node);
  return reads === null ? UNKNOWN : { kind: 'opaque', text: lower.shown(node), reads };
}

/** The variables that a pure expression reads; null for what may change from one look to the next. */
function pureReads(lower: Lower, node: SyntaxNode): readonly string[] | null {
  const reads: string[] = [];
  const waiting = [node];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (/call|new_|await|yield|assignment|update|function|class/.test(each.type)) return null;
    if (each.type === 'identifier') {
      const binding = lower.model.names.meaning.get(each);
      if (binding !== undefined) reads.push(lower.placeOf(binding));
    }
    waiting.push(...each.children);
  }
  return reads;
}

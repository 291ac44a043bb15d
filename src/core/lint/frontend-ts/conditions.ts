import { type Condition, constant, type Operand, type Place, type Relation, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import type { Lower } from './lower';
import { lowerExpression } from './recursion';
import { keyName, propertyOf, unwrap } from './source';

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
    if (CHOSEN.test(lower.text(node))) lower.takeAll(lower.span(node));
    if (relation !== undefined && /['"](ECONNRESET|EPIPE)['"]/.test(lower.text(right))) {
      lowerGone(lower, node, relation === '==', yes, no);
      return;
    }
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
  if (/^(member_expression|identifier)$/.test(node.type) && lowerState(lower, node, yes, no)) return;
  compare(lower, node, lowerValue(lower, node), '!=', constant(0), yes, no);
}

/** Conditions under which no close is missing: the state of another's connection, an option to leave it open. */
const CHOSEN = /\.readyState\b|\.(destroy|close|keep|auto|reuse|persist)\w*/;
/** Names that say, where they are true, that other code has ended what there was. */
const ENDED =
  /(destroyed|closed|closing|abort(ed)?|cancell?ed|finished|ended|timed_?out|settled|disposed|stopp(ed|ing)|resolved|rejected|done|shutting_?down|upgrade|readableEnded|disconnected)\d*$/i;
/** Names that say so where they are false. */
const ALIVE = /(writable|readable|connected|isAlive|isOpen|opened|authorized)$/;

/** A condition on the state of things: where it says that they have ended, nothing is left to close. */
function lowerState(lower: Lower, node: SyntaxNode, yes: number, no: number): boolean {
  const name =
    node.type === 'member_expression'
      ? keyName(lower.model.source, child(node, 'property'))
      : lower.text(node);
  if (name === null) return false;
  if (CHOSEN.test(`.${name}`) && !ENDED.test(name)) lower.takeAll(lower.span(node));
  const ends = ENDED.test(name);
  if (!ends && !(ALIVE.test(name) && !isRefusal(lower, node, name))) return false;
  const [over, target] = [lower.block(), ends ? yes : no];
  const text = lower.shown(node);
  const at = lower.span(node);
  const left = lowerValue(lower, node);
  lower.branch({ left, relation: '!=', right: constant(0), text, at }, ends ? over : yes, ends ? no : over);
  lower.begin(over);
  lower.takeAll(at);
  lower.leave({ op: 'goto', target });
  return true;
}

/** The peer has reset the connection: there is nothing to close. */
function lowerGone(lower: Lower, node: SyntaxNode, isGone: boolean, yes: number, no: number): void {
  const over = lower.block();
  const at = lower.span(node);
  const condition = {
    left: UNKNOWN,
    relation: '!=',
    right: constant(0),
    text: lower.shown(node),
    at,
  } as const;
  lower.branch(condition, isGone ? over : yes, isGone ? no : over);
  lower.begin(over);
  lower.takeAll(at);
  lower.leave({ op: 'goto', target: isGone ? yes : no });
}

/** Unless it is told not to, Node itself destroys what is not authorized. */
function isRefusal(lower: Lower, node: SyntaxNode, name: string): boolean {
  const object = name === 'authorized' ? child(node, 'object') : null;
  const entity = object === null ? null : lower.model.meanings.entityOf(object);
  return entity?.args.some((each) => isFalse(lower, each, 'rejectUnauthorized')) === true;
}

function isFalse(lower: Lower, options: SyntaxNode, name: string): boolean {
  const value = propertyOf(lower.model.source, options, name);
  return value !== null && lower.text(value) === 'false';
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
function pureReads(lower: Lower, node: SyntaxNode): readonly Place[] | null {
  const reads: Place[] = [];
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

import { type Callee, type Condition, constant, type Operand, throughPointer } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import { loseSightOf } from '../lose-sight';
import type { Lowering } from '../lowering';
import { lowerOperand, lowerStatement } from '../recursion';
import { calleeIn, mayThrow, throwingCalls } from './calls';
import { declareParameter } from './parameters';
import type { Scene } from './scene';

/** Goes to the innermost handler, or out of the function. */
export function lowerThrow(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const [value] = node.children;
  if (value !== undefined) lowerThrown(lowering, value);
  const at = lowering.span(node);
  const handler = scene.handlers.at(-1);
  if (handler === undefined) lowering.leave({ op: 'throw', at });
  else {
    lowering.endScopes(handler.depth, at);
    lowering.leave({ op: 'goto', target: handler.block });
  }
}

/** What an exception is made of goes with it. The call that makes it always comes back, whatever it is called. */
function lowerThrown(lowering: Lowering, value: SyntaxNode): void {
  const list = child(value, 'arguments') ?? child(value, 'value');
  const args = (list?.children ?? []).map((each): Operand => lowerOperand(lowering, each));
  const places = args.filter(({ kind }) => kind === 'place');
  if (places.length > 0)
    lowering.emit({
      op: 'call',
      to: null,
      callee: throughPointer('exception'),
      args: places,
      at: lowering.span(value),
    });
}

/** `try` and its handlers. Which of them catches is not told apart; that one of them does is taken for granted. */
export function lowerTry(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const body = child(node, 'body');
  const clauses = node.children.filter(({ type }) => type === 'catch_clause');
  const [handler, after] = [lowering.block(), lowering.block()];
  const outer = lowering.guarded;
  if (clauses.length > 0) scene.handlers.push({ block: handler, depth: lowering.depth });
  lowering.guarded ||= clauses.length > 0;
  if (body !== null) lowerStatement(lowering, body);
  if (clauses.length > 0) scene.handlers.pop();
  lowering.guarded = outer;
  if (lowering.reached) lowering.leave({ op: 'goto', target: after });
  lowering.begin(handler);
  clauses.forEach((clause, at) => {
    const next = at < clauses.length - 1 ? lowering.block() : null;
    const inside = lowering.block();
    if (next === null) lowering.leave({ op: 'goto', target: inside });
    else exceptionally(lowering, clause, '', inside, next);
    lowering.begin(inside);
    lowerClause(scene, lowering, clause);
    if (lowering.reached) lowering.leave({ op: 'goto', target: after });
    if (next !== null) lowering.begin(next);
  });
  if (clauses.length === 0) lowering.leave({ op: 'stop' });
  lowering.begin(after);
}

function lowerClause(scene: Scene, lowering: Lowering, clause: SyntaxNode): void {
  const body = child(clause, 'body');
  lowering.openScope();
  for (const each of child(clause, 'parameters')?.children ?? []) declareParameter(scene, lowering, each, 0);
  if (body !== null) lowerStatement(lowering, body);
  const { end } = lowering.span(clause);
  lowering.closeScope({ start: end - 1, end });
}

/** Goes on at `yes` where `callee` throws, or where nothing tells which way it is. */
function exceptionally(
  lowering: Lowering,
  node: SyntaxNode,
  callee: string,
  yes: number,
  no: number,
  callees: readonly Callee[] | null = null,
): void {
  const called = callees === null ? {} : { callees };
  const condition: Condition = {
    left: { kind: 'unknown' },
    relation: '!=',
    right: constant(0),
    text: callee,
    at: lowering.span(node),
    exception: callee === '' ? { kind: 'handler' } : { kind: 'call', ...called },
  };
  lowering.leave({ op: 'branch', condition, yes, no });
}

/** What is called in a statement and may throw; null where some of it has no name of its own. */
function calleesIn(scene: Scene, lowering: Lowering, subject: SyntaxNode): readonly Callee[] | null {
  const callees: Callee[] = [];
  for (const call of throwingCalls(lowering, subject)) {
    const name = child(call, 'function');
    if (name === null || !/^(?:qualified_)?identifier$/.test(name.type)) return null;
    const callee = calleeIn(scene, lowering, name);
    if (callee.kind !== 'name') return null;
    callees.push(callee);
  }
  return callees;
}

/** Statements that only call: what they are given is as the call leaves it, else as it was before. */
const isMereCall = ({ type, children: [first] }: SyntaxNode): boolean =>
  type === 'expression_statement' && first?.type === 'call_expression';

/** Lowers a statement in a `try`, from which the function may go on in a handler. */
export function withException(scene: Scene, lowering: Lowering, node: SyntaxNode, lower: () => void): void {
  const handler = scene.handlers.at(-1);
  const subject =
    node.type.endsWith('_statement') && child(node, 'condition') !== null ? child(node, 'condition') : node;
  const callee =
    handler === undefined || subject === null || !lowering.reached ? null : mayThrow(lowering, subject);
  if (handler === undefined || callee === null || subject === null) {
    lower();
    return;
  }
  const callees = calleesIn(scene, lowering, subject);
  const after = isMereCall(node);
  if (after) lower();
  if (lowering.reached) {
    const [thrown, next] = [lowering.block(), lowering.block()];
    exceptionally(lowering, node, callee, thrown, next, callees);
    lowering.begin(thrown);
    // Whose it is that an object was made of, when making it failed, is not told.
    if (!after) loseSightOf(lowering, find(subject ?? node, 'identifier'), node);
    lowering.endScopes(handler.depth, lowering.span(node));
    lowering.leave({ op: 'goto', target: handler.block });
    lowering.begin(next);
  }
  if (!after) lower();
}

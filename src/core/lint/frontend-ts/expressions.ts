import { constant, type Operand, type Place, type Span, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerCall } from './calls';
import { lowerCondition } from './conditions';
import { type Lower, staysOpen } from './lower';
import { isCutByTimer, rejectingWhileOpen } from './races';
import { isFunctionNode, isUsing, isWrapper, keyName, unwrap } from './source';

/** Lowers an expression; what a call makes goes to `target` where there is one. */
export function lowerExpression(lower: Lower, node: SyntaxNode, target: Place | null = null): Operand {
  const operand = isWrapper(node) ? lowerWrapped(lower, node, target) : lowerPlain(lower, node, target);
  if (operand.kind === 'place') lower.takeIfUsed(node, operand);
  return operand;
}

/** One layer at a time: what becomes of a value is known of the outermost. */
function lowerWrapped(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const inner = node.type === 'type_assertion' ? node.children.at(-1) : node.children[0];
  return inner === undefined ? UNKNOWN : lowerExpression(lower, inner, target);
}

function lowerPlain(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  if (isFunctionNode(node)) {
    lowerCapture(lower, node);
    return UNKNOWN;
  }
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
      return lowerName(lower, node);
    case 'number': {
      const value = Number(lower.text(node));
      return Number.isSafeInteger(value) ? constant(value) : UNKNOWN;
    }
    case 'true':
      return constant(1);
    case 'false':
    case 'null':
    case 'undefined':
      return constant(0);
    case 'string':
      return node.end - node.start > 2 ? { kind: 'sentinel', name: lower.text(node) } : constant(0);
    case 'call_expression':
    case 'new_expression':
      return lowerCall(lower, node, target);
    case 'await_expression':
      return lowerAwait(lower, node, target);
    case 'assignment_expression':
      return lowerAssignment(lower, node);
    case 'augmented_assignment_expression':
      return lowerAugmented(lower, node);
    case 'ternary_expression':
      return lowerChoice(lower, node, target);
    case 'binary_expression':
      if (/^(&&|\|\||\?\?)$/.test(node.operator)) return lowerShortCircuit(lower, node, target);
      break;
    case 'unary_expression':
      return lowerUnary(lower, node);
    case 'member_expression':
      return lowerMember(lower, node);
    case 'class':
      return UNKNOWN;
  }
  for (const each of node.children) lowerExpression(lower, each);
  return UNKNOWN;
}

/** A function that is passed on, or kept: what it may do to an object counts as done. */
export function lowerCapture(lower: Lower, node: SyntaxNode): void {
  const fn = lower.model.names.fnOf.get(node);
  if (fn !== undefined) lower.capture(fn, lower.span(node));
}

function lowerName(lower: Lower, node: SyntaxNode): Operand {
  const binding = lower.model.names.meaning.get(node);
  if (binding === undefined) return lower.text(node) === 'undefined' ? constant(0) : UNKNOWN;
  const value = lower.model.meanings.valueOf(node);
  if (value?.kind === 'function') {
    const parent = lower.model.source.parents.get(node);
    if (parent?.type !== 'call_expression') lower.capture(value.fn, lower.span(node));
    return UNKNOWN;
  }
  return lower.operandOf(binding);
}

function lowerAwait(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const [inner] = node.children;
  if (inner === undefined) return UNKNOWN;
  const made = lower.model.meanings.entityOf(inner);
  const makes = made !== null && made.origin === 'created';
  const at = lower.span(node);
  if (makes && lower.isGuarded) lower.mayRaise(lower.shown(inner), at, []);
  const operand = lowerExpression(lower, inner, target);
  if (makes) return operand;
  const rejecting = rejectingWhileOpen(lower.model, inner);
  const isCut = isCutByTimer(lower.model, inner);
  // A signal that ends the wait may be the one that its object was made with.
  const isLeftOpen = isCut || rejecting.length > 0;
  const own = isCut ? lower.withSignal() : isLeftOpen ? lower.endedIn(rejecting) : lower.objectsIn(inner);
  const fails = isLeftOpen || lower.model.rejects(inner) || isRequestOfDriver(lower, inner);
  const leaves = fails && (isLeftOpen || own.length === 0);
  if (lower.isGuarded || (leaves && !lower.isTest())) lower.mayRaise(lower.shown(inner), at, own);
  return operand;
}

/** `await client.query()`: servers refuse. What the module itself runs ends with the process. */
function isRequestOfDriver({ model, fn }: Lower, awaited: SyntaxNode): boolean {
  const callee = child(unwrap(awaited), 'function');
  const entity =
    callee?.type === 'member_expression' ? model.meanings.entityOf(child(callee, 'object')) : null;
  if (entity === null || !staysOpen(model, entity, awaited) || fn.kind === 'module') return false;
  // Who closes it on one way out alone has not thought of the others.
  const closes = model.uses.of(entity).filter(({ effect }) => effect === 'close');
  if (closes.length !== 1) return false;
  return model.meanings.triggersOf(fn).every((each) => each.kind !== 'called' || each.by.kind !== 'module');
}

/** Puts the value of an expression into a variable or a pattern. */
export function lowerInto(lower: Lower, pattern: SyntaxNode, value: SyntaxNode, at: Span): Operand {
  const { names, source } = lower.model;
  if (pattern.type === 'identifier') {
    const binding = names.meaning.get(pattern);
    if (isFunctionNode(unwrap(value))) return UNKNOWN;
    if (binding === undefined) {
      const operand = lowerExpression(lower, value);
      lower.take(operand, at);
      return operand;
    }
    const place = lower.placeOf(binding);
    const operand = lowerExpression(lower, value, place);
    if (operand.kind !== 'place' || operand.place !== place) lower.assign(place, operand, at);
    return { kind: 'place', place };
  }
  const operand = lowerExpression(lower, value);
  if (pattern.type === 'member_expression' || pattern.type === 'subscript_expression') {
    for (const each of pattern.children) if (each.field !== 'property') lowerExpression(lower, each);
    return operand;
  }
  for (const each of pattern.children) {
    const key = keyName(source, each.type === 'pair_pattern' ? child(each, 'key') : each);
    const name = each.type === 'pair_pattern' ? child(each, 'value') : each;
    const binding = name === null ? undefined : names.meaning.get(name);
    if (binding === undefined) continue;
    const body = key === 'body' && lower.followed(binding).length > 0;
    lower.assign(lower.placeOf(binding), body ? operand : UNKNOWN, at);
  }
  return operand;
}

function lowerAssignment(lower: Lower, node: SyntaxNode): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  const operand = lowerInto(lower, unwrap(left), right, lower.span(node));
  // `using` closes where the block ends, whichever way.
  if (isUsing(lower.model.source, node)) lower.take(operand, lower.span(node));
  return operand;
}

function lowerAugmented(lower: Lower, node: SyntaxNode): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  const binding = left.type === 'identifier' ? lower.model.names.meaning.get(left) : undefined;
  const place = binding === undefined ? null : lower.placeOf(binding);
  if (place === null || !/^(\?\?=|\|\|=|&&=)$/.test(node.operator)) {
    const operand = lowerExpression(lower, right);
    lower.take(operand, lower.span(node));
    if (place !== null) lower.assign(place, UNKNOWN, lower.span(node));
    return UNKNOWN;
  }
  const [write, behind] = [lower.block(), lower.block()];
  const at = lower.span(node);
  const [yes, no] = node.operator === '&&=' ? [write, behind] : [behind, write];
  const held: Operand = { kind: 'place', place };
  lower.branch({ left: held, relation: '!=', right: constant(0), text: lower.shown(left), at }, yes, no);
  lower.begin(write);
  const operand = lowerExpression(lower, right, place);
  if (operand.kind !== 'place' || operand.place !== place) lower.assign(place, operand, at);
  lower.begin(behind);
  return held;
}

function lowerChoice(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const [condition, first, second] = ['condition', 'consequence', 'alternative'].map((field) =>
    child(node, field),
  );
  if (condition == null || first == null || second == null) return UNKNOWN;
  const result = target ?? lower.temporary();
  const [yes, no, behind] = [lower.block(), lower.block(), lower.block()];
  lowerCondition(lower, condition, yes, no);
  lower.begin(yes);
  lowerTo(lower, first, result);
  lower.leave({ op: 'goto', target: behind });
  lower.begin(no);
  lowerTo(lower, second, result);
  lower.begin(behind);
  return { kind: 'place', place: result };
}

function lowerTo(lower: Lower, node: SyntaxNode, place: Place): void {
  const operand = lowerExpression(lower, node, place);
  if (operand.kind !== 'place' || operand.place !== place) lower.assign(place, operand, lower.span(node));
}

function lowerShortCircuit(lower: Lower, node: SyntaxNode, target: Place | null): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  const result = target ?? lower.temporary();
  const [more, behind] = [lower.block(), lower.block()];
  if (node.operator === '&&') {
    const no = lower.block();
    lowerCondition(lower, left, more, no);
    lower.begin(no);
    lower.assign(result, constant(0), lower.span(left));
    lower.leave({ op: 'goto', target: behind });
  } else {
    lowerTo(lower, left, result);
    const condition = {
      left: { kind: 'place', place: result } as const,
      relation: '!=' as const,
      right: constant(0),
    };
    lower.branch({ ...condition, text: lower.shown(left), at: lower.span(left) }, behind, more);
  }
  lower.begin(more);
  lowerTo(lower, right, result);
  lower.begin(behind);
  return { kind: 'place', place: result };
}

function lowerUnary(lower: Lower, node: SyntaxNode): Operand {
  const argument = child(node, 'argument');
  if (argument === null) return UNKNOWN;
  if (node.operator === '!') {
    const [yes, no, behind] = [lower.block(), lower.block(), lower.block()];
    const result = lower.temporary();
    lowerCondition(lower, argument, no, yes);
    for (const [block, value] of [
      [yes, 1],
      [no, 0],
    ]) {
      lower.begin(block);
      lower.assign(result, constant(value), lower.span(node));
      lower.leave({ op: 'goto', target: behind });
    }
    lower.begin(behind);
    return { kind: 'place', place: result };
  }
  lowerExpression(lower, argument);
  return node.operator === 'void' ? constant(0) : UNKNOWN;
}

function lowerMember(lower: Lower, node: SyntaxNode): Operand {
  const object = child(node, 'object');
  if (object === null) return UNKNOWN;
  const held = lower.fieldPlace(node);
  if (held !== null) return { kind: 'place', place: held };
  const value = lower.model.meanings.valueOf(node);
  if (value?.kind === 'function') lower.capture(value.fn, lower.span(node));
  const operand = lowerExpression(lower, object);
  // The body of a response stands for the response.
  const name = keyName(lower.model.source, child(node, 'property'));
  const same = name === 'body' && lower.model.meanings.entityOf(object) !== null;
  return same ? operand : UNKNOWN;
}

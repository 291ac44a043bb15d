import { constant, type Operand, type Place, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerCall } from './calls';
import { lowerCondition } from './conditions';
import { CONSTANTS, integerOf, isSentinel, VOLATILE } from './constants';
import { expansionOf } from './expand';
import type { Lowering } from './lowering';
import { lowerPlace } from './places';
import { lowerStatement } from './statements';

/** Emits what an expression does, and tells what it is worth. */
export function lowerOperand(lowering: Lowering, node: SyntaxNode): Operand {
  return (LOWERERS[node.type] ?? lowerOther)(lowering, node);
}

/** Emits what an expression does and puts its value into a place. */
export function lowerInto(lowering: Lowering, to: Place, node: SyntaxNode): void {
  const inner = unwrapped(node);
  if (inner.type === 'call_expression') {
    const value = lowerCall(lowering, inner, to);
    if (value.kind === 'place' && value.place === to) return;
    lowering.emit({ op: 'assign', to, from: value, at: lowering.span(node) });
  } else if (inner.type === 'initializer_list') lowerInitializers(lowering, to, inner);
  else lowering.emit({ op: 'assign', to, from: lowerOperand(lowering, node), at: lowering.span(node) });
}

/** Without parentheses and casts around a call. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  if (node.type === 'parenthesized_expression' && node.children.length === 1)
    return unwrapped(node.children[0]);
  const value = node.type === 'cast_expression' ? child(node, 'value') : null;
  if (value === null) return node;
  const inner = unwrapped(value);
  return inner.type === 'call_expression' ? inner : node;
}

/** The expression as one place, by way of a temporary where it is none. */
export function lowerToPlace(lowering: Lowering, node: SyntaxNode): Place {
  const value = lowerOperand(lowering, node);
  if (value.kind === 'place') return value.place;
  const temporary = lowering.temporary();
  lowering.emit({ op: 'assign', to: temporary, from: value, at: lowering.span(node) });
  return temporary;
}

type Lowerer = (lowering: Lowering, node: SyntaxNode) => Operand;

const LOWERERS: Readonly<Record<string, Lowerer>> = {
  number_literal: (lowering, node) => {
    const value = integerOf(lowering.textOf(node));
    return value === null ? UNKNOWN : constant(value);
  },
  char_literal: (lowering, node) => ({ kind: 'opaque', text: lowering.textOf(node), reads: [] }),
  true: () => constant(1),
  false: () => constant(0),
  null: () => constant(0),
  identifier: lowerName,
  parenthesized_expression: lowerParenthesized,
  cast_expression: lowerCast,
  field_expression: lowerAccess,
  subscript_expression: lowerAccess,
  pointer_expression: lowerPointer,
  unary_expression: lowerUnary,
  binary_expression: lowerBinary,
  assignment_expression: lowerAssignment,
  update_expression: lowerUpdate,
  conditional_expression: lowerChoice,
  comma_expression: lowerComma,
  call_expression: (lowering, node) => lowerCall(lowering, node, undefined),
  compound_literal_expression: lowerLiteral,
  initializer_list: lowerLiteral,
  sizeof_expression: (lowering, node) => opaque(lowering, node, []),
  string_literal: (lowering, node) => opaque(lowering, node, []),
  concatenated_string: (lowering, node) => opaque(lowering, node, []),
};

function lowerName(lowering: Lowering, node: SyntaxNode): Operand {
  const name = lowering.textOf(node);
  const bound = lowering.view.bindings.get(name);
  if (bound !== undefined) return lowering.within(bound.view, () => lowerOperand(lowering, bound.node));
  const variable = lowering.lookUp(name);
  if (variable !== null) return valueFor(lowering, variable);
  const expansion = expansionOf(lowering, node);
  if (expansion?.expression) {
    const { expression, view } = expansion;
    return lowering.within(view, () => lowerOperand(lowering, expression));
  }
  if (expansion !== null) {
    lowering.within(expansion.view, () => {
      for (const each of expansion.statements) lowerStatement(lowering, each);
    });
    return UNKNOWN;
  }
  if (Object.hasOwn(CONSTANTS, name)) return constant(CONSTANTS[name]);
  if (VOLATILE.has(name)) return UNKNOWN;
  return isSentinel(name) ? { kind: 'sentinel', name } : { kind: 'place', place: name };
}

/** An array stands for the address of its first element. */
function valueFor(lowering: Lowering, place: Place): Operand {
  const dimensions = lowering.dimensions.get(place.split('.')[0]) ?? 0;
  const indices = place.includes('.*') ? dimensions : (place.match(/\.\[/g)?.length ?? 0);
  const isArray = indices < dimensions && /^[^.]*(\.\[[^\]]*\])*$/.test(place);
  return isArray ? { kind: 'address', place: `${place}.[0]` } : { kind: 'place', place };
}

function lowerParenthesized(lowering: Lowering, node: SyntaxNode): Operand {
  const [inner] = node.children;
  if (inner === undefined) return UNKNOWN;
  if (inner.type !== 'compound_statement') return lowerOperand(lowering, inner);
  lowering.openScope();
  inner.children.forEach((each, at) => {
    if (at < inner.children.length - 1) lowerStatement(lowering, each);
  });
  const last = inner.children.at(-1);
  let value: Operand = UNKNOWN;
  if (last?.type === 'expression_statement' && last.children.length > 0)
    value = { kind: 'place', place: lowerToPlace(lowering, last.children[0]) };
  else if (last !== undefined) lowerStatement(lowering, last);
  lowering.closeScope(lowering.span(inner));
  return value;
}

function lowerCast(lowering: Lowering, node: SyntaxNode): Operand {
  const value = child(node, 'value');
  const type = child(node, 'type');
  if (value === null) return UNKNOWN;
  const operand = lowerOperand(lowering, value);
  const wide = type !== null && /\*|intptr_t|uintptr_t|gpointer|INT_TO_POINTER/.test(lowering.textOf(type));
  return wide && operand.kind === 'place' ? { ...operand, cast: true } : operand;
}

function lowerAccess(lowering: Lowering, node: SyntaxNode): Operand {
  const place = lowerPlace(lowering, node);
  return place === null ? UNKNOWN : valueFor(lowering, place);
}

function lowerPointer(lowering: Lowering, node: SyntaxNode): Operand {
  if (node.operator === '*') return lowerAccess(lowering, node);
  const argument = child(node, 'argument');
  const place = argument === null ? null : lowerPlace(lowering, argument);
  if (place === null) return argument === null ? UNKNOWN : lowerOperand(lowering, argument);
  return { kind: 'address', place };
}

function lowerUnary(lowering: Lowering, node: SyntaxNode): Operand {
  const argument = child(node, 'argument');
  if (argument === null) return UNKNOWN;
  if (node.operator === '!') return lowerTruth(lowering, node);
  const value = lowerOperand(lowering, argument);
  if (node.operator === '-' && value.kind === 'constant') return constant(-value.value);
  if (node.operator === '+') return value;
  return combine(lowering, node, [value]);
}

const LOGICAL: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

function lowerBinary(lowering: Lowering, node: SyntaxNode): Operand {
  if (LOGICAL.has(node.operator)) return lowerTruth(lowering, node);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  if (isType(lowering, left)) return lowerMistakenCast(lowering, node.operator, right);
  const [a, b] = [lowerOperand(lowering, left), lowerOperand(lowering, right)];
  if (a.kind === 'constant' && b.kind === 'constant') return fold(node.operator, a.value, b.value);
  if (a.kind === 'place' && b.kind === 'constant' && (node.operator === '+' || node.operator === '-'))
    return { kind: 'sum', place: a.place, delta: node.operator === '+' ? b.value : -b.value };
  return combine(lowering, node, [a, b]);
}

/** `(socket_t) -1` is a cast, which no grammar can tell from a difference: here the name decides. */
function isType(lowering: Lowering, node: SyntaxNode): boolean {
  const [name] = node.children;
  if (node.type !== 'parenthesized_expression' || name?.type !== 'identifier') return false;
  const text = lowering.textOf(name);
  if (lowering.lookUp(text) !== null || lowering.view.bindings.has(text)) return false;
  return /_t$|^u?int$|^[A-Z]\w*$/.test(text) && lowering.macros.get(text)?.body !== '';
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
    default:
      return UNKNOWN;
  }
}

/** A pure expression of operands; one that calls or writes in passing is worth something else each time. */
function combine(lowering: Lowering, node: SyntaxNode, operands: readonly Operand[]): Operand {
  const reads: Place[] = [];
  for (const operand of operands) {
    if (operand.kind === 'unknown') return UNKNOWN;
    if (operand.kind === 'place' || operand.kind === 'address' || operand.kind === 'sum')
      reads.push(operand.place);
    else if (operand.kind === 'opaque') reads.push(...operand.reads);
  }
  return reads.some((place) => place.startsWith('%')) ? UNKNOWN : opaque(lowering, node, reads);
}

function opaque(lowering: Lowering, node: SyntaxNode, reads: readonly Place[]): Operand {
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

function lowerAssignment(lowering: Lowering, node: SyntaxNode): Operand {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return UNKNOWN;
  const place = lowerPlace(lowering, left);
  if (place === null) {
    lowerInto(lowering, NOBODY_KNOWS_WHERE, right);
    return UNKNOWN;
  }
  if (node.operator === '=') lowerInto(lowering, place, right);
  else
    lowering.emit({
      op: 'assign',
      to: place,
      from: changed(lowering, place, node.operator, right),
      at: lowering.span(node),
    });
  return { kind: 'place', place };
}

/** What is stored there is kept by somebody. */
const NOBODY_KNOWS_WHERE: Place = '$elsewhere.*.[?]';

/** `x += 2` can be followed; any other change makes it unknown. */
function changed(lowering: Lowering, place: Place, operator: string, right: SyntaxNode): Operand {
  const value = lowerOperand(lowering, right);
  if (value.kind === 'constant' && (operator === '+=' || operator === '-='))
    return { kind: 'sum', place, delta: operator === '+=' ? value.value : -value.value };
  return UNKNOWN;
}

function lowerUpdate(lowering: Lowering, node: SyntaxNode): Operand {
  const argument = child(node, 'argument');
  const place = argument === null ? null : lowerPlace(lowering, argument);
  if (argument === null || place === null) return UNKNOWN;
  const at = lowering.span(node);
  const increased: Operand = { kind: 'sum', place, delta: node.operator === '--' ? -1 : 1 };
  const prefix = argument.end === node.end;
  if (prefix) {
    lowering.emit({ op: 'assign', to: place, from: increased, at });
    return { kind: 'place', place };
  }
  const before = lowering.temporary();
  lowering.emit({ op: 'assign', to: before, from: { kind: 'place', place }, at });
  lowering.emit({ op: 'assign', to: place, from: increased, at });
  return { kind: 'place', place: before };
}

function lowerChoice(lowering: Lowering, node: SyntaxNode): Operand {
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

function lowerComma(lowering: Lowering, node: SyntaxNode): Operand {
  let value: Operand = UNKNOWN;
  for (const each of node.children) value = lowerOperand(lowering, each);
  return value;
}

function lowerLiteral(lowering: Lowering, node: SyntaxNode): Operand {
  const list = node.type === 'initializer_list' ? node : child(node, 'value');
  const temporary = lowering.temporary('aggregate');
  if (list !== null) lowerInitializers(lowering, temporary, list);
  return { kind: 'place', place: temporary };
}

/** `{ .fd = fd, 3 }`: fields by name, elements by number. */
export function lowerInitializers(lowering: Lowering, to: Place, list: SyntaxNode): void {
  list.children.forEach((each, at) => {
    const value = each.type === 'initializer_pair' ? child(each, 'value') : each;
    if (value === null) return;
    const designator = each.type === 'initializer_pair' ? lowering.textOf(each.children[0]) : '';
    const field = /^\.(\w+)$/.exec(designator)?.[1];
    lowerInto(lowering, `${to}.${field ?? `[${designator === '' ? at : '?'}]`}`, value);
  });
}

/** An expression of a kind that is not followed: its parts happen, its value is anything. */
function lowerOther(lowering: Lowering, node: SyntaxNode): Operand {
  for (const each of node.children)
    if (each.type.endsWith('expression') || each.type === 'identifier') lowerOperand(lowering, each);
  return UNKNOWN;
}

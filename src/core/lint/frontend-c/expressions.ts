import { constant, type Operand, type Place, UNKNOWN } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerAssignment, lowerInitializers, lowerLiteral, lowerUpdate } from './assignments';
import { lowerCall } from './calls';
import { CONSTANTS, integerOf, isSentinel, signOfName, VOLATILE } from './constants';
import { expansionOf } from './expand';
import type { Lowering } from './lowering';
import { isErrno, lowerBinary, lowerChoice, lowerComma, lowerUnary, opaque } from './operators';
import { indicesIn } from './places';
import { lowerOperand, lowerPlace, lowerStatement } from './recursion';

/** Emits what an expression does, and tells what it is worth. */
export function lowerAnyOperand(lowering: Lowering, node: SyntaxNode): Operand {
  return (LOWERERS[node.type] ?? lowerOther)(lowering, node);
}

/** Emits what an expression does and puts its value into a place. */
export function lowerAnyInto(lowering: Lowering, to: Place, node: SyntaxNode): void {
  const inner = unwrapped(node);
  if (inner.type === 'call_expression') {
    const value = lowerCall(lowering, inner, to);
    if (value.kind === 'place' && value.place === to) return;
    lowering.emit({ op: 'assign', to, from: value, at: lowering.span(node) });
  } else if (inner.type === 'initializer_list') lowerInitializers(lowering, to, inner);
  else lowering.emit({ op: 'assign', to, from: lowerKept(lowering, node), at: lowering.span(node) });
}

/** A value that is stored or returned. errno is kept where a call failed, and is not 0 there. */
export const lowerKept = (lowering: Lowering, node: SyntaxNode): Operand =>
  isErrno(lowering, node) ? { kind: 'unknown', sign: 'positive' } : lowerOperand(lowering, node);

/** Without parentheses and casts around a call. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  if (/^(?:parenthesized|extension)_expression$/.test(node.type) && node.children.length === 1)
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

/** Of which variables are set that say how something is closed. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'close',
  'fclose',
  'pclose',
  'closedir',
  'closesocket',
  'free',
]);

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
  // `__extension__ ({ ... })` says nothing but that a compiler is not to object.
  extension_expression: (lowering, { children: [inner] }) =>
    inner === undefined ? UNKNOWN : lowerOperand(lowering, inner),
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
  // A function of the library is somewhere: `end = pclose; if (end != NULL) end(stream);`
  if (FUNCTIONS.has(name)) return { kind: 'sentinel', name, sign: 'positive' };
  const outside = lowering.recursion.outside(lowering, name);
  if (!outside.isRoot || !isSentinel(name)) return { kind: 'place', place: outside };
  const sign = signOfName(name);
  return sign === undefined ? { kind: 'sentinel', name } : { kind: 'sentinel', name, sign };
}

/** An array stands for the address of its first element. */
function valueFor(lowering: Lowering, place: Place): Operand {
  const dimensions = lowering.dimensions.get(place.root) ?? 0;
  // All of its projections are indices, and fewer than the array has dimensions.
  const isArray = place.depth < dimensions && indicesIn(place) === place.depth && !place.isBehindPointer;
  return isArray ? { kind: 'address', place: place.element(0) } : { kind: 'place', place };
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
    value = lastValue(lowering, last.children[0]);
  else if (last !== undefined) lowerStatement(lowering, last);
  lowering.closeScope(lowering.span(inner));
  return value;
}

/** What a statement expression is worth outlives the variables in it. */
function lastValue(lowering: Lowering, node: SyntaxNode): Operand {
  const place = lowerToPlace(lowering, node);
  const copy = lowering.temporary(lowering.variables.get(place)?.kind);
  lowering.emit({ op: 'assign', to: copy, from: { kind: 'place', place }, at: lowering.span(node) });
  return { kind: 'place', place: copy };
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

/** An expression of a kind that is not followed: its parts happen, its value is anything. */
function lowerOther(lowering: Lowering, node: SyntaxNode): Operand {
  for (const each of node.children)
    if (each.type.endsWith('expression') || each.type === 'identifier') lowerOperand(lowering, each);
  return UNKNOWN;
}

import { type Operand, type Place, throughPointer, UNKNOWN } from '../../ir';
import { child, type SyntaxNode } from '../../syntax';
import { lowerAnyCondition } from '../conditions';
import { lowerAnyInto, lowerAnyOperand } from '../expressions';
import type { Lowering } from '../lowering';
import { opaque } from '../operators';
import { lowerAnyPlace } from '../places';
import { lowerCondition, lowerOperand, lowerPlace, lowerStatement } from '../recursion';
import { allocate } from './allocate';
import { construct, lowerCallOf } from './calls';
import { lowerLambda } from './lambdas';
import { partsOf } from './names';
import type { Lower, Scene } from './scene';
import { isPlain } from './types';

/** Operators that have a word as well. */
const WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  not_eq: '!=',
  bitand: '&',
  bitor: '|',
  xor: '^',
  compl: '~',
};

const spelled = (node: SyntaxNode): SyntaxNode =>
  Object.hasOwn(WORDS, node.operator) ? { ...node, operator: WORDS[node.operator] } : node;

/** Emits what an expression does, and tells what it is worth: what C++ adds, else what C has. */
export const lowerOperandOf: Lower<Operand> = (scene, lowering, node) =>
  LOWERERS[node.type]?.(scene, lowering, node) ?? lowerAnyOperand(lowering, spelled(node));

/** Goes on at `yes` where the expression is not 0, at `no` where it is. */
export function lowerConditionOf(lowering: Lowering, node: SyntaxNode, yes: number, no: number): void {
  if (node.type !== 'condition_clause' && node.type !== 'declaration') {
    lowerAnyCondition(lowering, spelled(node), yes, no);
    return;
  }
  const value = node.type === 'declaration' ? declaredBy(lowering, node) : clauseValue(lowering, node);
  if (value === null) lowering.leave({ op: 'goto', target: yes });
  else lowerCondition(lowering, value, yes, no);
}

/** `if (int fd = f(); fd < 0)`: the first part happens, the last decides. */
function clauseValue(lowering: Lowering, node: SyntaxNode): SyntaxNode | null {
  const initializer = child(node, 'initializer');
  if (initializer !== null) lowerStatement(lowering, initializer);
  return child(node, 'value') ?? node.children.at(-1) ?? null;
}

/** A variable that is declared in a condition decides by its value. */
function declaredBy(lowering: Lowering, node: SyntaxNode): SyntaxNode | null {
  lowerStatement(lowering, node);
  let at = child(node, 'declarator');
  while (at !== null && at.type !== 'identifier') at = child(at, 'declarator') ?? at.children[0] ?? null;
  return at;
}

/** Emits what an expression does and puts its value into a place. */
export function lowerIntoOf(scene: Scene, lowering: Lowering, to: Place, node: SyntaxNode): void {
  const inner = unwrapped(node);
  if (inner.type !== 'call_expression') {
    lowerAnyInto(lowering, to, node);
    return;
  }
  const value = lowerCallOf(scene, lowering, inner, to);
  if (value.kind !== 'place' || value.place !== to)
    lowering.emit({ op: 'assign', to, from: value, at: lowering.span(node) });
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  if (node.type === 'parenthesized_expression' && node.children.length === 1)
    return unwrapped(node.children[0]);
  const value = node.type === 'cast_expression' ? child(node, 'value') : null;
  return value === null ? node : unwrapped(value);
}

/** The place that an expression names. */
export const lowerPlaceOf: Lower<Place | null> = (scene, lowering, node) => {
  switch (node.type) {
    case 'this':
      return lowering.places.variable('this');
    case 'qualified_identifier':
      return qualifiedPlace(lowering, node);
    case 'field_expression':
      return ownField(lowering, node) ?? lowerAnyPlace(lowering, node);
    case 'subscript_expression':
      return lowerAnyPlace(lowering, withIndex(node));
    case 'call_expression': {
      const value = lowerCallOf(scene, lowering, node, undefined);
      return value.kind === 'place' ? value.place : null;
    }
    default:
      return lowerAnyPlace(lowering, node);
  }
};

/** `::errno` is the global; others are known by all of their names. */
function qualifiedPlace(lowering: Lowering, node: SyntaxNode): Place | null {
  const { scopes, name } = partsOf(lowering.view.text, node);
  const place = [...scopes.filter((each) => each !== ''), name].join('$').replace(/[^\w$]/g, '');
  return /^[A-Za-z_]/.test(place) ? lowering.places.variable(place) : null;
}

/** `this->fd_` is what `fd_` is. */
function ownField(lowering: Lowering, node: SyntaxNode): Place | null {
  const [object, field] = [child(node, 'argument'), child(node, 'field')];
  if (object?.type !== 'this' || field?.type !== 'field_identifier') return null;
  return lowering.recursion.outside(lowering, lowering.textOf(field));
}

/** The index stands in a list, which C does not have. */
function withIndex(node: SyntaxNode): SyntaxNode {
  const indices = child(node, 'indices');
  const [index] = indices?.children ?? [];
  if (indices === null || index === undefined) return node;
  return {
    ...node,
    children: [...node.children.filter((each) => each !== indices), { ...index, field: 'index' }],
  };
}

const lowerAccess: Lower<Operand> = (_, lowering, node) => {
  const place = lowerPlace(lowering, node);
  return place === null ? UNKNOWN : { kind: 'place', place };
};

const lowerEach: Lower<Operand> = (_, lowering, node) => {
  for (const each of node.children) lowerOperand(lowering, each);
  return UNKNOWN;
};

/** `new int(fd)`: memory that others will have holds it. */
function keepValues(lowering: Lowering, values: readonly SyntaxNode[], node: SyntaxNode): void {
  const args = values.map((each) => lowerOperand(lowering, each));
  if (args.length > 0)
    lowering.emit({ op: 'call', to: null, callee: throughPointer('new'), args, at: lowering.span(node) });
}

const LOWERERS: Readonly<Record<string, Lower<Operand>>> = {
  call_expression: (scene, lowering, node) => lowerCallOf(scene, lowering, node, undefined),
  this: (_, { places }) => ({ kind: 'place', place: places.variable('this') }),
  qualified_identifier: lowerAccess,
  subscript_expression: (_, lowering, node) => lowerAnyOperand(lowering, withIndex(node)),
  lambda_expression: (scene, lowering, node) => {
    lowerLambda(scene, lowering, node);
    return UNKNOWN;
  },
  condition_clause: (_, lowering, node) => {
    const value = clauseValue(lowering, node);
    return value === null ? UNKNOWN : lowerOperand(lowering, value);
  },
  declaration: (_, lowering, node) => {
    const name = declaredBy(lowering, node);
    return name === null ? UNKNOWN : lowerOperand(lowering, name);
  },
  new_expression: (scene, lowering, node) => {
    const type = child(node, 'type');
    const args = child(node, 'arguments')?.children ?? [];
    const written = type === null ? '' : lowering.textOf(type);
    if (!isPlain(scene.around, written)) return allocate(scene, lowering, written, args, node);
    keepValues(lowering, args, node);
    return UNKNOWN;
  },
  delete_expression: (_, lowering, node) => {
    const args = node.children.map((each) => lowerOperand(lowering, each));
    lowering.emit({ op: 'call', to: null, callee: throughPointer('delete'), args, at: lowering.span(node) });
    return UNKNOWN;
  },
  compound_literal_expression: (scene, lowering, node) => {
    const [type, value] = [child(node, 'type'), child(node, 'value')];
    const written = type === null ? '' : lowering.textOf(type);
    const [first] = value?.children ?? [];
    if (isPlain(scene.around, written)) return first === undefined ? UNKNOWN : lowerOperand(lowering, first);
    construct(scene, lowering, written, value?.children ?? [], node);
    return UNKNOWN;
  },
  raw_string_literal: (_, lowering, node) => opaque(lowering, node, []),
  user_defined_literal: (_, lowering, node) => opaque(lowering, node, []),
  template_function: () => UNKNOWN,
  co_await_expression: lowerEach,
  parameter_pack_expansion: lowerEach,
  fold_expression: lowerEach,
};

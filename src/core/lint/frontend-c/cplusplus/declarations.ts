import { constant, type Operand, type Place, UNKNOWN, type Variable } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import { type Declared, readDeclarator } from '../declarations';
import type { Lowering } from '../lowering';
import { lowerInto, lowerOperand, lowerPlace } from '../recursion';
import { construct, constructFrom } from './calls';
import { opensNumber, partsOf } from './names';
import type { Scene } from './scene';
import { classOf, isPlain, kindOfObject, meant } from './types';

/** Declares the variables of a declaration and lowers what they begin with. */
export function lowerDeclarationOf(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const type = child(node, 'type');
  const written = type === null ? '' : lowering.textOf(type);
  const isStatic = node.children.some(
    (each) =>
      each.type === 'storage_class_specifier' && /static|extern|thread_local/.test(lowering.textOf(each)),
  );
  // In a condition the value stands beside the declarator.
  const beside = child(node, 'value') ?? child(node, 'default_value');
  for (const each of node.children) {
    if (each.field !== 'declarator') continue;
    const value = each.type === 'init_declarator' ? child(each, 'value') : beside;
    const declarator = each.type === 'init_declarator' ? (child(each, 'declarator') ?? each) : each;
    if (find(declarator, 'structured_binding_declarator').length > 0)
      lowerBinding(lowering, declarator, value);
    else lowerVariable(scene, lowering, { declarator, value, written, isStatic, node });
  }
}

interface Variables {
  readonly declarator: SyntaxNode;
  readonly value: SyntaxNode | null;
  readonly written: string;
  readonly isStatic: boolean;
  readonly node: SyntaxNode;
}

function lowerVariable(scene: Scene, lowering: Lowering, given: Variables): void {
  const { declarator, value, written, isStatic, node } = given;
  const declared = readDeclarator(lowering.view.text, declarator);
  if (declared === null) return;
  if (isStatic) {
    if (!declared.isFunction) lowering.declareStatic(declared.name);
    return;
  }
  if (declared.isFunction && value === null) {
    lowerVexing(scene, lowering, declared, declarator, written);
    return;
  }
  if (find(declarator, 'reference_declarator').length > 0) {
    lowerReference(scene, lowering, declared, value, written);
    return;
  }
  const closing =
    (lowering.view.at === null && lowering.autoClosing.has(node.start)) ||
    find(node, 'attribute_specifier').some((each) => lowering.textOf(each).includes('cleanup'));
  const kind = closing ? 'auto-closing' : kindOf(scene, lowering, declared, written, value);
  const place = lowering.declare(declared.name, kind, kind === 'array' ? declared.dimensions : 0);
  scene.typeOf.set(place, made(lowering, written, value));
  if (value !== null) lowerInitial(scene, lowering, place, kind, written, value);
}

/** `auto k = new Conn(fd)` is written with its type all the same. */
function made(lowering: Lowering, written: string, value: SyntaxNode | null): string {
  const type = value?.type === 'new_expression' && /^auto\b/.test(written) ? child(value, 'type') : null;
  return type === null ? written : lowering.textOf(type);
}

/** A list of one value, in parentheses or braces, is that value to a number. */
function lowerInitial(
  scene: Scene,
  lowering: Lowering,
  place: Place,
  kind: Variable['kind'],
  type: string,
  value: SyntaxNode,
): void {
  const listed = value.type === 'argument_list' || value.type === 'initializer_list';
  const object = kind === 'aggregate' || (kind === 'auto-closing' && !isPlain(scene.around, type));
  if (object && listed) {
    if (kind === 'aggregate' && value.type === 'initializer_list' && !hasConstructor(scene, type))
      fillFields(scene, lowering, place, type, value);
    else construct(scene, lowering, type, value.children, value);
  } else if (kind === 'aggregate')
    constructFrom(scene, lowering, type, [lowerOperand(lowering, value)], value);
  else if (!listed || kind === 'array') lowerInto(lowering, place, value);
  else if (value.children.length === 1) lowerInto(lowering, place, value.children[0]);
  else if (value.children.length === 0)
    lowering.emit({ op: 'assign', to: place, from: constant(0), at: lowering.span(value) });
}

const hasConstructor = ({ around }: Scene, type: string): boolean => {
  const facts = classOf(around, type);
  return facts?.methods.has(facts.name) === true;
};

/** `Pair pair{fd, 0}`: the fields in their order; by name where they are named. */
function fillFields(
  { around }: Scene,
  lowering: Lowering,
  place: Place,
  type: string,
  list: SyntaxNode,
): void {
  const names = [...(classOf(around, type)?.fields.keys() ?? [])];
  list.children.forEach((each, at) => {
    const value = each.type === 'initializer_pair' ? child(each, 'value') : each;
    const designator = each.type === 'initializer_pair' ? lowering.textOf(each.children[0]) : '';
    const field = /^\.(\w+)$/.exec(designator)?.[1] ?? names[at];
    if (value !== null)
      lowerInto(lowering, field === undefined ? place.someElement : place.field(field), value);
  });
}

function kindOf(
  { around }: Scene,
  lowering: Lowering,
  { pointer, dimensions }: Declared,
  type: string,
  value: SyntaxNode | null,
): Variable['kind'] {
  if (dimensions > 0) return 'array';
  if (pointer || /\*$/.test(meant(around, type))) return 'pointer';
  if (/^(?:decltype\s*\()?auto\b/.test(type)) return kindOfValue(lowering, value);
  return isPlain(around, type) ? 'scalar' : kindOfObject(around, type);
}

/** `auto`: a number where a known function opens one, or where a constant stands; else something that may hold others. */
function kindOfValue(lowering: Lowering, value: SyntaxNode | null): Variable['kind'] {
  if (value?.type === 'number_literal' || value?.type === 'lambda_expression') return 'scalar';
  const name = value?.type === 'call_expression' ? child(value, 'function') : null;
  if (name === null) return value?.type === 'identifier' ? 'scalar' : 'pointer';
  const { scopes, name: last } = partsOf(lowering.view.text, name);
  return (scopes.length === 0 || scopes.at(-1) === '') && opensNumber(last) ? 'scalar' : 'pointer';
}

/** Another name for a place; where the place is not followed, a pointer to it. */
function lowerReference(
  scene: Scene,
  lowering: Lowering,
  declared: Declared,
  value: SyntaxNode | null,
  type: string,
): void {
  const only =
    value?.type === 'initializer_list' || value?.type === 'argument_list' ? value.children[0] : value;
  const place = only == null || only.type === 'call_expression' ? null : lowerPlace(lowering, only);
  if (place !== null) {
    lowering.alias(declared.name, place);
    return;
  }
  if (only != null) lowerOperand(lowering, only);
  const pointer = lowering.declare(declared.name, 'pointer');
  scene.typeOf.set(pointer, type);
  lowering.alias(declared.name, pointer.pointee);
}

/** `Guard guard(fd);` reads like a declaration of a function; variables among its parameters tell that it is none. */
function lowerVexing(
  scene: Scene,
  lowering: Lowering,
  { name }: Declared,
  declarator: SyntaxNode,
  type: string,
): void {
  const [list] = find(declarator, 'parameter_list');
  const args = (list?.children ?? []).flatMap((each): Operand[] => {
    const named = lowering.textOf(each).trim();
    if (!/^\w+$/.test(named)) return [];
    const place = lowering.lookUp(named);
    if (place === null) return scene.facts?.fields.has(named) === true ? [UNKNOWN] : [];
    const kind = lowering.variables.get(place)?.kind;
    return [{ kind: kind === 'aggregate' || kind === 'auto-closing' ? 'address' : 'place', place }];
  });
  if (args.length === 0) return;
  const plain = isPlain(scene.around, type);
  const place = lowering.declare(name, plain ? 'scalar' : 'auto-closing');
  scene.typeOf.set(place, type);
  if (plain) lowering.emit({ op: 'assign', to: place, from: args[0], at: lowering.span(declarator) });
  else constructFrom(scene, lowering, type, args, declarator);
}

/** `auto [a, b] = f();` */
function lowerBinding(lowering: Lowering, declarator: SyntaxNode, value: SyntaxNode | null): void {
  if (value !== null) lowerOperand(lowering, value);
  for (const each of find(declarator, 'identifier')) {
    const place = lowering.declare(lowering.textOf(each), 'pointer');
    lowering.emit({ op: 'assign', to: place, from: UNKNOWN, at: lowering.span(each) });
  }
}

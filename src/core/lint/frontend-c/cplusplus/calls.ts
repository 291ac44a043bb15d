import { byName, type Callee, constant, type Operand, type Place, throughPointer, UNKNOWN } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import { calleeOf, lowerCall } from '../calls';
import { loseSightOf } from '../lose-sight';
import type { Lowering } from '../lowering';
import { lowerInto, lowerOperand, lowerPlace } from '../recursion';
import type { ClassFacts } from './classes';
import { isModelled, partsOf, qualifiedName } from './names';
import type { Scene } from './scene';
import { showPointee } from './show-pointee';
import { classOf, isPlain, meant } from './types';

const CASTS: ReadonlySet<string> = new Set([
  'static_cast',
  'const_cast',
  'reinterpret_cast',
  'dynamic_cast',
  'bit_cast',
]);
/** Of std: what it is given comes back. */
const SAME: ReadonlySet<string> = new Set(['move', 'forward', 'as_const', 'move_if_noexcept']);
const MAKERS: ReadonlySet<string> = new Set(['make_unique', 'make_shared']);
/** Of std: functions that look at numbers. */
const LOOKS: ReadonlySet<string> = new Set(['to_string', 'min', 'max', 'abs', 'clamp', 'isatty']);

/** Emits a call. `to` as for C. */
export function lowerCallOf(
  scene: Scene,
  lowering: Lowering,
  node: SyntaxNode,
  to: Place | null | undefined,
): Operand {
  const name = child(node, 'function');
  const args = child(node, 'arguments')?.children ?? [];
  if (name === null) return UNKNOWN;
  if (name.type === 'primitive_type' || name.type === 'sized_type_specifier')
    return args.length === 1 ? lowerOperand(lowering, args[0]) : constant(0);
  const { scopes, name: last } = partsOf(lowering.view.text, name);
  if (args.length === 1 && scopes.length === 0 && CASTS.has(last)) return castOf(lowering, name, args[0]);
  if (args.length === 1 && (scopes.at(-1) === 'std' || scopes.length === 0) && SAME.has(last))
    return lowerOperand(lowering, args[0]);
  if (last === 'exchange' && args.length === 2) return exchanged(lowering, args, node);
  if (last === 'swap' && args.length > 0) {
    loseSightOf(lowering, find(node, 'identifier'), node);
    return UNKNOWN;
  }
  if (MAKERS.has(last)) {
    construct(scene, lowering, firstTypeOf(lowering, name), args, node);
    return UNKNOWN;
  }
  if (scopes.length === 0 && lowering.lookUp(last) === null && classOf(scene.around, last) !== null) {
    construct(scene, lowering, last, args, node);
    return UNKNOWN;
  }
  const held = args.length === 0 ? heldBy(lowering, name) : null;
  if (held !== null) return { kind: 'place', place: held };
  const released = name.type === 'field_expression' ? releasedBy(scene, lowering, name, args) : null;
  if (released === null) return lowerCall(lowering, node, to);
  const target = to === undefined ? lowering.temporary() : to;
  lowering.emit({ op: 'call', to: target, ...released, at: lowering.span(node) });
  return target === null ? UNKNOWN : { kind: 'place', place: target };
}

/** `fd.value()` and `fd.has_value()` of a variable that may be an optional number. */
function heldBy(lowering: Lowering, name: SyntaxNode): Place | null {
  const [object, field] = [child(name, 'argument'), child(name, 'field')];
  if (name.type !== 'field_expression' || object?.type !== 'identifier' || field === null) return null;
  if (name.operator === '->' || !/^(?:has_)?value$/.test(lowering.textOf(field))) return null;
  const place = lowering.lookUp(lowering.textOf(object));
  const kind = place === null ? undefined : lowering.variables.get(place)?.kind;
  return kind === 'scalar' || kind === 'pointer' ? place : null;
}

/** `owner.release()` of a local object that would have closed it: what comes back is to be closed by who called. */
function releasedBy(
  scene: Scene,
  lowering: Lowering,
  name: SyntaxNode,
  args: readonly SyntaxNode[],
): { readonly callee: Callee; readonly args: readonly Operand[] } | null {
  const [object, field] = [child(name, 'argument'), child(name, 'field')];
  if (object?.type !== 'identifier' || field === null || args.length > 0) return null;
  if (name.operator === '->' || lowering.textOf(field) !== 'release') return null;
  const place = lowering.lookUp(lowering.textOf(object));
  if (place === null || lowering.variables.get(place)?.kind !== 'auto-closing') return null;
  const type = scene.typeOf.get(place) ?? '';
  const callee = byName(`${lowering.textOf(object)}.release`);
  if (/\bunique_ptr\s*<\s*(?:std::)?(?:FILE|DIR)\b/.test(meant(scene.around, type)))
    return { callee, args: [constant(0)] };
  const facts = classOf(scene.around, type);
  const numbers = [...(facts?.fields.values() ?? [])].filter(
    (each) => !each.pointer && !each.array && /^int$|SOCKET/.test(meant(scene.around, each.type)),
  );
  return facts?.destructor === 'closes' && numbers.length === 1 ? { callee, args: [] } : null;
}

/** The type is in the name: `static_cast<void *>`. */
function castOf(lowering: Lowering, name: SyntaxNode, argument: SyntaxNode): Operand {
  const operand = lowerOperand(lowering, argument);
  const wide = /\*\s*>$|intptr_t/.test(lowering.textOf(name));
  return wide && operand.kind === 'place' ? { ...operand, cast: true } : operand;
}

const firstTypeOf = (lowering: Lowering, name: SyntaxNode): string => {
  const [type] = find(name, 'type_descriptor');
  return type === undefined ? '' : lowering.textOf(type);
};

/** `std::exchange(fd_, -1)`: what was there, and what is there from now on. */
function exchanged(lowering: Lowering, [object, value]: readonly SyntaxNode[], node: SyntaxNode): Operand {
  const place = lowerPlace(lowering, object);
  if (place === null) return UNKNOWN;
  const before = lowering.temporary();
  lowering.emit({ op: 'assign', to: before, from: { kind: 'place', place }, at: lowering.span(node) });
  lowerInto(lowering, place, value);
  return { kind: 'place', place: before };
}

/** An object is made of values: its constructor tells what becomes of them, else it keeps them. */
export function construct(
  scene: Scene,
  lowering: Lowering,
  type: string,
  values: readonly SyntaxNode[],
  node: SyntaxNode,
): void {
  const args = values.map((each, index) => argumentOf(scene, lowering, each, index, ''));
  constructFrom(scene, lowering, type, args, node);
}

export function constructFrom(
  scene: Scene,
  lowering: Lowering,
  type: string,
  args: readonly Operand[],
  node: SyntaxNode,
): void {
  if (args.length === 0 || isPlain(scene.around, type)) return;
  const facts = classOf(scene.around, type);
  const name = facts?.name ?? /\w+/.exec(type.replace(/<[\s\S]*/, '').replace(/^.*::/, ''))?.[0] ?? 'object';
  const callee = facts === null ? throughPointer(`new_${name}`) : byName(`${name}::${name}`);
  lowering.emit({ op: 'call', to: null, callee, args, at: lowering.span(node) });
}

/** Objects are given by their address: a reference, or a copy that holds the same. */
export function argumentOf(
  scene: Scene,
  lowering: Lowering,
  node: SyntaxNode,
  index: number,
  callee: string,
): Operand {
  if (node.type === 'identifier' && !lowering.view.bindings.has(lowering.textOf(node))) {
    const place = lowering.lookUp(lowering.textOf(node));
    const kind = place === null ? undefined : lowering.variables.get(place)?.kind;
    if (place !== null && (kind === 'aggregate' || kind === 'auto-closing'))
      return { kind: 'address', place };
  }
  const operand = lowerOperand(lowering, node);
  const written =
    operand.kind === 'place' && operand.cast !== true && operand.place.start.kind !== 'temporary';
  return written && scene.around.references.get(callee.replace(/^.*::/, ''))?.includes(index) === true
    ? { kind: 'address', place: operand.place }
    : operand;
}

/** What a call names. */
export function calleeIn(scene: Scene, lowering: Lowering, name: SyntaxNode): Callee {
  switch (name.type) {
    case 'identifier':
      return ofOwnClass(scene, lowering, name) ?? calleeOf(lowering, name);
    case 'qualified_identifier': {
      const { scopes, name: last } = partsOf(lowering.view.text, name);
      const callee = qualifiedName(scene.around, scopes, last);
      return callee === '' || (callee.startsWith('std::') && !LOOKS.has(last) && !isModelled(callee))
        ? throughPointer(callee || 'pointer')
        : byName(callee);
    }
    case 'template_function': {
      const { name: last } = partsOf(lowering.view.text, name);
      return last === '' ? throughPointer('pointer') : byName(last);
    }
    case 'field_expression':
      return methodOf(scene, lowering, name);
    default:
      return calleeOf(lowering, name);
  }
}

/** A member that calls another by its name alone. */
function ofOwnClass(scene: Scene, lowering: Lowering, name: SyntaxNode): Callee | null {
  const { owner, facts } = scene;
  const text = lowering.textOf(name);
  if (owner === null || lowering.lookUp(text) !== null || lowering.view.bindings.has(text)) return null;
  if (facts?.methods.has(text) === true) return byName(`${owner}::${text}`);
  const base = baseWith(scene, facts?.name ?? owner, text, 0);
  return base === null ? null : throughPointer(text);
}

const DEEPEST_BASE = 4;

/** The class that a method is inherited from. */
function baseWith(scene: Scene, owner: string, method: string, depth: number): string | null {
  if (depth > DEEPEST_BASE) return null;
  const { classes } = scene.around;
  for (const base of classes.get(owner)?.bases ?? []) {
    if (classes.get(base)?.methods.has(method) === true) return base;
    const found = baseWith(scene, base, method, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** `object.method(...)`: known where the object's class is. */
function methodOf(scene: Scene, lowering: Lowering, name: SyntaxNode): Callee {
  const object = child(name, 'argument');
  const field = child(name, 'field');
  const method = field === null ? 'pointer' : partsOf(lowering.view.text, field).name || 'pointer';
  if (object === null) return throughPointer(method);
  if (object.type === 'this')
    return scene.owner === null ? throughPointer(method) : byName(`${scene.owner}::${method}`);
  const type = typeOf(scene, lowering, object);
  const facts = type === null ? null : classOf(scene.around, type);
  showObject(lowering, object, facts, method);
  return facts?.methods.has(method) === true ? byName(`${facts.name}::${method}`) : throughPointer(method);
}

/** The written type of a variable or field. */
function typeOf({ typeOf: types, facts }: Scene, lowering: Lowering, node: SyntaxNode): string | null {
  if (node.type !== 'identifier' && node.type !== 'field_expression') return null;
  const name = lowering.textOf(node).replace(/^this\s*->\s*/, '');
  const place = lowering.lookUp(name);
  if (place !== null) return types.get(place.root) ?? null;
  return facts?.fields.get(name)?.type ?? null;
}

/** A method may do anything with what its object holds. */
function showObject(lowering: Lowering, object: SyntaxNode, facts: ClassFacts | null, method: string): void {
  if (object.type !== 'identifier') {
    if (object.type.endsWith('expression')) lowerOperand(lowering, object);
    return;
  }
  const place = lowering.lookUp(lowering.textOf(object));
  if (place !== null) showPointee(lowering, place, facts, object, method);
  if (place === null || lowering.variables.get(place)?.kind !== 'aggregate') return;
  const args: readonly Operand[] = [{ kind: 'address', place }];
  lowering.emit({ op: 'call', to: null, callee: throughPointer('object'), args, at: lowering.span(object) });
}

/** Whether something in an expression may end by an exception: a call of a function that no table knows. */
export function mayThrow(lowering: Lowering, node: SyntaxNode): string | null {
  const [call] = throwingCalls(lowering, node);
  const name = call === undefined ? null : child(call, 'function');
  return name === null ? null : lastOf(lowering, name);
}

/** All such calls, the outer ones first. */
export function throwingCalls(lowering: Lowering, node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'lambda_expression' || node.type === 'compound_statement') return [];
  const inside = node.children.flatMap((each) => throwingCalls(lowering, each));
  const name = node.type === 'call_expression' ? child(node, 'function') : null;
  const last = name === null ? '' : lastOf(lowering, name);
  const throws =
    last !== '' && !isModelled(last) && !QUIET.test(last) && lowering.macros.get(last) === undefined;
  return throws ? [node, ...inside] : inside;
}

function lastOf(lowering: Lowering, name: SyntaxNode): string {
  if (name.type === 'field_expression') {
    const field = child(name, 'field');
    return field === null ? '' : partsOf(lowering.view.text, field).name;
  }
  return /identifier|template_function/.test(name.type) ? partsOf(lowering.view.text, name).name : '';
}

/** Names of functions that hardly ever throw, or only say something. */
const QUIET =
  /^(?:\w+_cast|move|forward|exchange|swap|min|max|c_str|data|size|length|empty|begin|end|cbegin|cend|get|front|back|what|str|count|find|first|second|lock|unlock|load|store|clear|reset|release|is_\w+|has_\w+|isValid|good|fail|eof|native_handle|fd|log\w*|Log\w*|LOG\w*|print\w*|Print\w*|trace|debug|warn\w*|info|error|close\w*|Close\w*|shutdown|hton\w|ntoh\w)$/;

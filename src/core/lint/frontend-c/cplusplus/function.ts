import {
  functionId,
  type IrFunction,
  type Omission,
  omission,
  type Place,
  throughPointer,
  type Variable,
} from '../../ir';
import { child, find, isCut, type SyntaxNode } from '../../syntax';
import { LARGEST, losesStatements, type Surroundings } from '../function';
import { Lowering, TooMuch } from '../lowering';
import { withReceivedRights } from '../received-rights';
import { lowerInto, type Recursion } from '../recursion';
import { argumentOf, calleeIn, constructFrom } from './calls';
import type { ClassFacts } from './classes';
import type { Definition } from './definitions';
import { lowerConditionOf, lowerIntoOf, lowerOperandOf, lowerPlaceOf } from './expressions';
import { partsOf, qualifiedName } from './names';
import { declareParametersOf } from './parameters';
import type { Around, Scene } from './scene';
import { lowerStatementOf } from './statements';
import { isPlain } from './types';

/** What the functions of a C++ file share. */
export interface CPlusPlusSurroundings extends Surroundings {
  readonly around: Around;
}

interface Named {
  /** What calls name it by. */
  readonly name: string;
  readonly owner: string | null;
  readonly last: string;
}

/**
 * A function definition and the lambdas in it, each a function of its own; what could not be lowered is an omission. Nothing
 * comes of what has no name or body.
 */
export function lowerDefinition(
  definition: Definition,
  around: CPlusPlusSurroundings,
): readonly (IrFunction | Omission)[] {
  const { node } = definition;
  if (node.type === 'lambda_expression') return lambdaOutside(definition, around);
  const body = child(node, 'body');
  const declarator = functionDeclarator(child(node, 'declarator'));
  const named = declarator === null ? null : nameOf(definition, declarator, around);
  if (named === null || body === null) return [];
  const scene = sceneFor(named.owner, around);
  const first = lowerOne(node, named, scene, around, (lowering) => {
    const parameters = declareParametersOf(scene, lowering, child(declarator as SyntaxNode, 'parameters'));
    lowerInitializers(scene, lowering, node);
    lowering.recursion.statement(lowering, body);
    return parameters;
  });
  return [first, ...lambdasOf(scene, named, around, 0)];
}

/** How far lambdas in lambdas are read. */
const DEEPEST = 5;

function lambdasOf(
  scene: Scene,
  outer: Named,
  around: CPlusPlusSurroundings,
  depth: number,
): readonly (IrFunction | Omission)[] {
  if (depth > DEEPEST) return [];
  const named = { name: `${outer.name}::lambda`, owner: outer.owner, last: 'lambda' };
  return scene.lambdas.flatMap((node) => lowerOneLambda(node, named, around, depth));
}

/** What a variable outside of functions is set to is called by the variable's name; without a variable, like all lambdas. */
function lambdaOutside(
  { node, owner }: Definition,
  around: CPlusPlusSurroundings,
): readonly (IrFunction | Omission)[] {
  const before = around.text.slice(Math.max(0, node.start - LONGEST_BEFORE), node.start);
  const variable = /(\w+)\s*[={]\s*$/.exec(before)?.[1] ?? 'lambda';
  const name = owner === null ? variable : `${owner}::${variable}`;
  return lowerOneLambda(node, { name, owner, last: 'lambda' }, around, 0);
}

const LONGEST_BEFORE = 200;

function lowerOneLambda(
  node: SyntaxNode,
  named: Named,
  around: CPlusPlusSurroundings,
  depth: number,
): readonly (IrFunction | Omission)[] {
  const body = child(node, 'body');
  if (body === null) return [];
  const scene = sceneFor(named.owner, around);
  const lowered = lowerOne(node, named, scene, around, (lowering) => {
    const declarator = child(node, 'declarator');
    const list = declarator === null ? null : child(declarator, 'parameters');
    const parameters = declareParametersOf(scene, lowering, list);
    lowering.recursion.statement(lowering, body);
    return parameters;
  });
  return [lowered, ...lambdasOf(scene, named, around, depth + 1)];
}

const sceneFor = (owner: string | null, { around }: CPlusPlusSurroundings): Scene => ({
  around,
  owner,
  facts: owner === null ? null : withBases(around, owner, 0),
  handlers: [],
  typeOf: new Map(),
  lambdas: [],
});

function lowerOne(
  node: SyntaxNode,
  { name, owner, last }: Named,
  scene: Scene,
  surroundings: CPlusPlusSurroundings,
  lower: (lowering: Lowering) => readonly Variable[],
): IrFunction | Omission {
  const { file, text, macros, bodies, autoClosing, allowance } = surroundings;
  const at = { start: node.start, end: node.end };
  if (node.end - node.start > LARGEST) return omission(file, at, 'long', name);
  if (isCut(node)) return omission(file, at, 'nested', name);
  if (losesStatements(text, node)) return omission(file, at, 'cut', name);
  try {
    const view = { text, at: null, macro: null, bindings: new Map(), outer: null };
    const lowering = new Lowering(view, macros, bodies, autoClosing, name, allowance, recursionOf(scene));
    lowering.openScope();
    const parameters = lower(lowering);
    const end = { start: Math.max(node.start, node.end - 1), end: node.end };
    const constructs = owner !== null && last === owner && !delegates(node, text, owner);
    return {
      id: functionId(file, [name]),
      at,
      linkage: last === 'lambda' || (owner === null && isStatic(node, text)) ? 'file' : 'program',
      parameters,
      blocks: withReceivedRights(lowering.finish(end)),
      variables: lowering.variables,
      endlessLoops: lowering.endlessLoops,
      loops: lowering.loops,
      ...(constructs ? { constructs: ownObject(lowering) } : {}),
      ...ownershipOf(scene),
    };
  } catch (error) {
    if (error instanceof TooMuch) return omission(file, at, error.reason, name);
    throw error;
  }
}

/** How far bases of bases are read. */
const MOST_BASES = 4;

/** What a class and the classes that it comes from say together, as far as their texts are at hand. */
function withBases(around: Around, name: string, depth: number): ClassFacts | null {
  const own = around.classes.get(name) ?? null;
  if (own === null || own.bases.length === 0 || depth > MOST_BASES) return own;
  const bases = own.bases.map((base) => withBases(around, base, depth + 1));
  const known = bases.flatMap((base) => base ?? []);
  const unseen = own.bases.filter((_, at) => bases[at] === null || (bases[at]?.bases.length ?? 0) > 0);
  const destructors = [own, ...known].map(({ destructor }) => destructor);
  return {
    ...own,
    bases: unseen,
    fields: new Map([...known.flatMap(({ fields }) => [...fields]), ...own.fields]),
    destructor: WEIGHTIEST.find((each) => destructors.includes(each)) ?? 'none',
  };
}

/** Of several destructors that run one after the other, what matters most. */
const WEIGHTIEST = ['closes', 'unseen', 'idle', 'none'] as const;

/** The fields that hold descriptors, if any are: with a destructor that could close them, or without. */
function ownershipOf({ facts, around }: Scene): Pick<IrFunction, 'unowned' | 'owned'> {
  if (facts === null || facts.bases.length > 0 || facts.destructor === 'unseen') return {};
  const { name: object, methods, destructor } = facts;
  const fields = [...facts.fields].filter(([, field]) => isRaw(around, field)).map(([name]) => name);
  if (fields.length === 0) return {};
  if (destructor === 'closes') return { owned: { object, fields } };
  return isHandle(facts) ? {} : { unowned: { object, fields, methods: [...methods] } };
}

/** Nothing but a number with methods, and what is or is not so of it, copied like one: another class owns it. */
const isHandle = ({ fields, methods, destructor }: ClassFacts): boolean =>
  [...fields.values()].filter(({ type }) => type !== 'bool').length === 1 &&
  destructor === 'none' &&
  [...methods].some((name) => /^close$/i.test(name));

const isRaw = (
  around: Around,
  { type, pointer, array }: { type: string; pointer: boolean; array: boolean },
): boolean => !array && (pointer ? /^(?:std::)?(?:FILE|DIR)$/.test(type) : isPlain(around, type));

const isStatic = (node: SyntaxNode, text: string): boolean =>
  node.children.some(
    (each) => each.type === 'storage_class_specifier' && text.slice(each.start, each.end) === 'static',
  );

/** A constructor that begins with another of its class: the object is complete from then on. */
const delegates = (node: SyntaxNode, text: string, owner: string): boolean =>
  find(node, 'field_initializer').some(
    ({ children: [first] }) => text.slice(first.start, first.end) === owner,
  );

/** What C++ puts before each of C's parts. */
const recursionOf = (scene: Scene): Recursion => ({
  operand: (lowering, node) => lowerOperandOf(scene, lowering, node),
  into: (lowering, to, node) => lowerIntoOf(scene, lowering, to, node),
  condition: lowerConditionOf,
  statement: (lowering, node) => lowerStatementOf(scene, lowering, node),
  place: (lowering, node) => lowerPlaceOf(scene, lowering, node),
  callee: (lowering, name) => calleeIn(scene, lowering, name),
  argument: (lowering, node, at, callee) => argumentOf(scene, lowering, node, at, callee),
  outside: (lowering, name) =>
    isOwnNumber(scene, name) ? ownObject(lowering).field(name) : lowering.places.variable(name),
});

/** What lies behind `this`. */
const ownObject = ({ places }: Lowering): Place => places.variable('this').pointee;

/** A field of the object whose value can be followed. */
const isOwnNumber = ({ facts, around }: Scene, name: string): boolean => {
  const field = facts?.fields.get(name);
  return field !== undefined && isRaw(around, field);
};

/** `: fd_(fd), base(x)`: fields that are numbers are assigned, objects are made. */
function lowerInitializers(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const list = node.children.find(({ type }) => type === 'field_initializer_list');
  for (const each of list?.children ?? []) {
    const [field, values] = each.children;
    if (values === undefined || !/list$/.test(values.type)) continue;
    const name = lowering.textOf(field);
    const [value] = values.children;
    if (isOwnNumber(scene, name) && values.children.length === 1) {
      lowerInto(lowering, ownObject(lowering).field(name), value);
      keepReference(lowering, value);
    } else {
      const args = values.children.map((one, at) => argumentOf(scene, lowering, one, at, ''));
      const type = scene.facts?.fields.get(name)?.type ?? name;
      if (args.length === 0) continue;
      if (isPlain(scene.around, type)) keep(lowering, args, each);
      else constructFrom(scene, lowering, type, args, each);
    }
  }
}

/** A field may be a reference: then what it refers to is kept. */
function keepReference(lowering: Lowering, value: SyntaxNode): void {
  const place = value.type === 'identifier' ? lowering.lookUp(lowering.textOf(value)) : null;
  if (place?.base?.pointee === place) keep(lowering, [{ kind: 'place', place: place.base }], value);
}

function keep(
  lowering: Lowering,
  args: Extract<Parameters<Lowering['emit']>[0], { op: 'call' }>['args'],
  node: SyntaxNode,
): void {
  lowering.emit({ op: 'call', to: null, callee: throughPointer('field'), args, at: lowering.span(node) });
}

/** The part of a declarator that has the parameters. */
function functionDeclarator(node: SyntaxNode | null): SyntaxNode | null {
  let at = node;
  while (at !== null && at.type !== 'function_declarator' && at.type !== 'operator_cast')
    at = child(at, 'declarator') ?? at.children.find(({ type }) => type.endsWith('declarator')) ?? null;
  if (at?.type !== 'operator_cast') return at;
  const inner = child(at, 'declarator');
  return inner === null
    ? null
    : { ...inner, children: [...inner.children, { ...at, field: 'declarator', children: [] }] };
}

function nameOf(
  { owner }: Definition,
  declarator: SyntaxNode,
  { text, around }: CPlusPlusSurroundings,
): Named | null {
  let at = child(declarator, 'declarator');
  while (at !== null && /(?:pointer|reference|parenthesized|function)_declarator/.test(at.type))
    at = child(at, 'declarator') ?? at.children[0] ?? null;
  if (at === null) return null;
  const { scopes, name } = partsOf(text, at);
  if (name === '') return null;
  const last = at.type === 'operator_cast' ? 'operator' : name;
  if (scopes.length === 0) return { name: owner === null ? last : `${owner}::${last}`, owner, last };
  const full = qualifiedName(around, scopes, last);
  const scope = scopes.at(-1) ?? '';
  return { name: full, owner: full === last ? null : scope, last };
}

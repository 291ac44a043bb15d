import { type Allowance, functionId, type IrFunction, type Omission, omission, type Variable } from '../ir';
import { child, find, isCut, type SyntaxNode } from '../syntax';
import { calleeOf } from './calls';
import { lowerAnyCondition } from './conditions';
import { readDeclarator } from './declarations';
import { lowerAnyInto, lowerAnyOperand } from './expressions';
import { Lowering, TooMuch } from './lowering';
import type { MacroBodies, Macros } from './macros';
import { lowerAnyPlace } from './places';
import { withReceivedRights } from './received-rights';
import { lowerOperand, type Recursion } from './recursion';
import { lowerAnyStatement } from './statements';

/** What the functions of a file share. */
export interface Surroundings {
  readonly file: string;
  readonly text: string;
  readonly macros: Macros;
  readonly bodies: MacroBodies;
  readonly autoClosing: ReadonlySet<number>;
  readonly allowance: Allowance;
}

const RECURSION: Recursion = {
  operand: lowerAnyOperand,
  into: lowerAnyInto,
  condition: lowerAnyCondition,
  statement: lowerAnyStatement,
  place: lowerAnyPlace,
  callee: calleeOf,
  argument: lowerOperand,
  outside: ({ places }, name) => places.variable(name),
};

/** Larger functions are made by machines, for machines. */
export const LARGEST = 400_000;

/**
 * A function definition in the intermediate language; null where its name or body cannot be made out, and an omission
 * where it is too large, nested too deeply or takes too long to be followed.
 */
export function lowerFunction(node: SyntaxNode, around: Surroundings): IrFunction | Omission | null {
  const { file, text } = around;
  const declarator = child(node, 'declarator');
  const body = child(node, 'body');
  const declared = readDeclarator(text, declarator);
  if (declared === null || declarator === null || body === null) return null;
  const at = { start: node.start, end: node.end };
  if (node.end - node.start > LARGEST) return omission(file, at, 'long', declared.name);
  if (isCut(node)) return omission(file, at, 'nested', declared.name);
  if (losesStatements(text, node)) return omission(file, at, 'cut', declared.name);
  try {
    return lowerBody(node, declarator, body, declared.name, around);
  } catch (error) {
    if (error instanceof TooMuch) return omission(file, at, error.reason, declared.name);
    throw error;
  }
}

/** Whether whole statements in it could not be read: a `return` or a `goto` may be among them. */
export const losesStatements = (text: string, { type, start, end, children }: SyntaxNode): boolean =>
  type === 'ERROR'
    ? /[;{}]/.test(text.slice(start, end))
    : children.some((each) => losesStatements(text, each));

function lowerBody(
  node: SyntaxNode,
  declarator: SyntaxNode,
  body: SyntaxNode,
  name: string,
  { file, text, macros, bodies, autoClosing, allowance }: Surroundings,
): IrFunction {
  const view = { text, at: null, macro: null, bindings: new Map(), outer: null };
  const lowering = new Lowering(view, macros, bodies, autoClosing, name, allowance, RECURSION);
  lowering.openScope();
  const parameters = declareParameters(lowering, declarator, node);
  lowerAnyStatement(lowering, body);
  const end = { start: Math.max(node.start, node.end - 1), end: node.end };
  return {
    id: functionId(file, [name]),
    at: { start: node.start, end: node.end },
    linkage: isStatic(lowering, node) ? 'file' : 'program',
    parameters,
    blocks: withReceivedRights(lowering.finish(end)),
    variables: lowering.variables,
    endlessLoops: lowering.endlessLoops,
    loops: lowering.loops,
  };
}

const isStatic = (lowering: Lowering, node: SyntaxNode): boolean =>
  node.children.some((each) => each.type === 'storage_class_specifier' && lowering.textOf(each) === 'static');

const isConst = (lowering: Lowering, node: SyntaxNode): boolean =>
  node.children.some((each) => each.type === 'type_qualifier' && lowering.textOf(each) === 'const');

/** Parameters that are arrays are pointers, and what points to descriptors is one too. */
function declareParameters(lowering: Lowering, declarator: SyntaxNode, node: SyntaxNode): Variable[] {
  const [list] = find(declarator, 'parameter_list');
  const parameters: Variable[] = [];
  (list?.children ?? []).forEach((each, at) => {
    if (each.type === 'identifier') parameters.push(declareNamed(lowering, lowering.textOf(each), node));
    if (each.type !== 'parameter_declaration') return;
    const declared = readDeclarator(lowering.view.text, child(each, 'declarator'));
    if (declared === null && lowering.textOf(each) === 'void') return;
    const kind = declared !== null && (declared.pointer || declared.dimensions > 0) ? 'pointer' : 'scalar';
    const place = lowering.declare(declared?.name ?? `unnamed${at}`, kind);
    if (kind === 'pointer' && isConst(lowering, each)) lowering.readOnly.add(place);
    parameters.push({ place, kind });
  });
  return parameters;
}

/** As C was written before 1989: `close_both(in, out) FILE *in, *out; { ... }`. Of no type, it is an int. */
function declareNamed(lowering: Lowering, name: string, node: SyntaxNode): Variable {
  const declared = node.children
    .filter(({ type }) => type === 'declaration')
    .flatMap(({ children }) => children.map((each) => readDeclarator(lowering.view.text, each)))
    .find((each) => each?.name === name);
  const pointer = declared != null && (declared.pointer || declared.dimensions > 0);
  const kind = pointer ? 'pointer' : 'scalar';
  return { place: lowering.declare(name, kind), kind };
}

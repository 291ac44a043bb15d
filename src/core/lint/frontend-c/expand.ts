import { child, type SyntaxNode } from '../syntax';
import type { Lowering, View } from './lowering';
import type { Macro, MacroBody } from './macros';

const DEEPEST = 8;

export interface Expansion {
  readonly view: View;
  readonly statements: readonly SyntaxNode[];
  /** The one expression that the body is, null for statements. */
  readonly expression: SyntaxNode | null;
}

/** What a name, or a call of a name, expands to; null where it is no macro, or one whose body says nothing. */
export function expansionOf(lowering: Lowering, node: SyntaxNode): Expansion | null {
  const called = node.type === 'call_expression';
  const name = called ? child(node, 'function') : node;
  if (name?.type !== 'identifier') return null;
  const macro = lowering.macros.get(lowering.textOf(name));
  if (macro === undefined || (macro.parameters !== null) !== called) return null;
  if (isSubstitute(macro)) return null;
  if (lowering.lookUp(macro.name) !== null || isExpanding(lowering.view, macro.name)) return null;
  const body = lowering.bodies.bodyOf(macro);
  if (body === null || isPasted(lowering, macro)) return null;
  const view: View = {
    text: body.text,
    at: lowering.span(node),
    macro: macro.name,
    bindings: bind(lowering, macro.parameters ?? [], node),
    outer: lowering.view,
  };
  return { view, statements: body.statements, expression: soleExpression(body) };
}

/** Names of the system under which programs put functions of their own that do the same, and a little more. */
const SUBSTITUTED: ReadonlySet<string> = new Set(
  'close fclose closedir pclose closesocket socket accept accept4 open openat fopen fdopen opendir dup pipe socketpair'.split(
    ' ',
  ),
);
const FORWARDED = /^\(*\s*[A-Za-z_]\w*\s*\([\w\s,()]*\)\s*\)*$/;

/** `#define close(fd) close_retried((fd))`: what is called stands for what the system calls so. */
export const isSubstitute = ({ name, parameters, body }: Macro): boolean =>
  SUBSTITUTED.has(name) && (parameters === null ? /^[A-Za-z_]\w*$/ : FORWARDED).test(body);

/** What it calls is a name that other macros paste together: its own name says more, and may be a function's as well. */
function isPasted(lowering: Lowering, { name, body, parameters }: Macro, depth = 0): boolean {
  if (parameters === null || depth > DEEPEST) return false;
  const called = lowering.macros.get(/^\w+(?=\s*\()/.exec(body)?.[0] ?? '');
  if (called === undefined || called.name === name) return false;
  return called.body.includes('##') || isPasted(lowering, called, depth + 1);
}

function isExpanding(view: View, name: string): boolean {
  let depth = 0;
  for (let at: View | null = view; at !== null; at = at.outer)
    if (at.macro === name || ++depth > DEEPEST) return true;
  return false;
}

function bind(lowering: Lowering, parameters: readonly string[], node: SyntaxNode): View['bindings'] {
  const bindings = new Map<string, { node: SyntaxNode; view: View }>();
  const args = child(node, 'arguments')?.children ?? [];
  parameters.forEach((parameter, at) => {
    if (args[at] !== undefined) bindings.set(parameter, { node: args[at], view: lowering.view });
  });
  return bindings;
}

function soleExpression({ statements }: MacroBody): SyntaxNode | null {
  const real = statements.filter(
    ({ type, children }) => type !== 'expression_statement' || children.length > 0,
  );
  const [first] = real;
  return real.length === 1 && first.type === 'expression_statement' ? first.children[0] : null;
}

import { constant, UNKNOWN } from '../../ir';
import { child, find, type SyntaxNode } from '../../syntax';
import { lowerLoop } from '../loops';
import type { Lowering } from '../lowering';
import { lowerOperand, lowerPlace, lowerStatement } from '../recursion';
import { lowerAnyStatement } from '../statements';
import { lowerCallOf } from './calls';
import { lowerDeclarationOf } from './declarations';
import { lowerThrow, lowerTry, withException } from './exceptions';
import { handOverMentioned } from './lambdas';
import { declareParameter } from './parameters';
import type { Lower, Scene } from './scene';

/** Emits a statement: what C++ adds, else what C has. */
export function lowerStatementOf(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const lower = LOWERERS[node.type];
  const action = () => {
    if (lower === undefined) lowerAnyStatement(lowering, node);
    else lower(scene, lowering, node);
  };
  if (scene.handlers.length > 0 && THROWING.has(node.type)) withException(scene, lowering, node, action);
  else action();
}

/** Statements that hold no others, or whose condition may throw. */
const THROWING: ReadonlySet<string> = new Set([
  'expression_statement',
  'declaration',
  'return_statement',
  'if_statement',
]);

const LOWERERS: Readonly<Record<string, Lower<void>>> = {
  expression_statement: lowerExpression,
  declaration: lowerDeclarationOf,
  init_statement: (_, lowering, node) => {
    for (const each of node.children) lowerStatement(lowering, each);
  },
  if_statement: lowerScoped,
  while_statement: lowerScoped,
  switch_statement: lowerScoped,
  for_range_loop: lowerRange,
  try_statement: lowerTry,
  throw_statement: lowerThrow,
  co_return_statement: (_, lowering, node) => {
    const [value] = node.children;
    const operand = value === undefined ? null : lowerOperand(lowering, value);
    lowering.leave({ op: 'return', value: operand, at: lowering.span(node) });
  },
  co_yield_statement: (_, lowering, node) => {
    for (const each of node.children) lowerOperand(lowering, each);
  },
  function_definition: lowerGuard,
};

function lowerExpression(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const [expression] = node.children;
  if (expression?.type === 'call_expression' && throwsByName(lowering, expression))
    lowerThrow(scene, lowering, { ...node, children: [expression] });
  else if (expression?.type === 'call_expression') lowerCallOf(scene, lowering, expression, null);
  else lowerAnyStatement(lowering, node);
}

/** A macro whose text is not at hand and that is called so, as BOOST_THROW_EXCEPTION; not one of a test that expects it. */
function throwsByName(lowering: Lowering, call: SyntaxNode): boolean {
  const name = child(call, 'function');
  const text = name?.type === 'identifier' ? lowering.textOf(name) : '';
  return (
    /^(?:[A-Z]+_)*THROW(?:_[A-Z]+)*$/.test(text) &&
    !/^(?:ASSERT|EXPECT|REQUIRE|CHECK|BOOST_CHECK|BOOST_REQUIRE|BOOST_WARN|NO|MAYBE)_/.test(text) &&
    lowering.macros.get(text) === undefined
  );
}

/** What a condition declares lives as long as its statement. */
function lowerScoped(_: Scene, lowering: Lowering, node: SyntaxNode): void {
  const condition = child(node, 'condition');
  if (condition === null || find(condition, 'declaration').length === 0) {
    lowerAnyStatement(lowering, node);
    return;
  }
  lowering.openScope();
  lowerAnyStatement(lowering, node);
  const { end } = lowering.span(node);
  lowering.closeScope({ start: end - 1, end });
}

/** `for (int fd : fds)`: another one in each turn, until there is none. */
function lowerRange(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const [right, body, initializer] = [child(node, 'right'), child(node, 'body'), child(node, 'initializer')];
  lowering.openScope();
  if (initializer !== null) lowerStatement(lowering, initializer);
  if (right !== null) {
    if (lowerPlace(lowering, right) === null) lowerOperand(lowering, right);
    handOverMentioned(lowering, right, 'elements');
  }
  const head = lowering.block();
  lowering.begin(head);
  lowerLoop(lowering, node, head, head, false, () => {
    const inside = lowering.block();
    const condition = {
      left: UNKNOWN,
      relation: '!=',
      right: constant(0),
      text: headOf(lowering, node, body),
      at: lowering.span(right ?? node),
    } as const;
    lowering.leave({ op: 'branch', condition, yes: inside, no: lowering.targets.at(-1)?.breakTo ?? inside });
    lowering.begin(inside);
    lowering.openScope();
    // Each turn has a variable of its own.
    declareElement(scene, lowering, node);
    if (body !== null) lowerStatement(lowering, body);
    lowering.closeScope(lowering.span(node));
  });
  lowering.closeScope(lowering.span(node));
}

function declareElement(scene: Scene, lowering: Lowering, node: SyntaxNode): void {
  const declarator = child(node, 'declarator');
  if (declarator === null) return;
  for (const name of find(declarator, 'structured_binding_declarator').flatMap(({ children }) => children)) {
    const place = lowering.declare(lowering.textOf(name), 'pointer');
    lowering.emit({ op: 'assign', to: place, from: UNKNOWN, at: lowering.span(name) });
  }
  const variable = declareParameter(scene, lowering, { ...node, type: 'parameter_declaration' }, 0);
  if (variable !== null)
    lowering.emit({ op: 'assign', to: variable.place, from: UNKNOWN, at: lowering.span(declarator) });
}

const headOf = (lowering: Lowering, node: SyntaxNode, body: SyntaxNode | null): string =>
  lowering.view.text
    .slice(node.start, body?.start ?? node.end)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60);

/** `SCOPE_EXIT { close(fd); };`: what is inside happens at another time. With parentheses it may be a loop. */
function lowerGuard(_: Scene, lowering: Lowering, node: SyntaxNode): void {
  const body = child(node, 'body');
  const head = body === null ? '' : lowering.view.text.slice(node.start, body.start);
  if (head.includes('(') || body === null) lowerAnyStatement(lowering, node);
  else handOverMentioned(lowering, body, 'later');
}

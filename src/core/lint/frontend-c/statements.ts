import { constant, type Operand } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerCall } from './calls';
import { lowerDeclaration } from './declarations';
import { lowerKept, lowerToPlace } from './expressions';
import { conditionsOfClosing } from './left-out';
import { lowerDo, lowerFor, lowerWhile } from './loops';
import { loseSight } from './lose-sight';
import type { Lowering, Target } from './lowering';
import { lowerCondition, lowerOperand, lowerStatement } from './recursion';

/** Emits a statement. */
export function lowerAnyStatement(lowering: Lowering, node: SyntaxNode): void {
  const lower = LOWERERS[node.type];
  const broken = LEAVES.has(node.type) && isBroken(node);
  if (broken) loseSight(lowering, node);
  if (lower !== undefined) lower(lowering, node);
  else if (node.type.endsWith('expression') || node.type === 'identifier') lowerOperand(lowering, node);
  if (broken) loseSight(lowering, node);
}

/** An unknown word in a cast's type, as in `(FAR const void *)&on`, hides nothing that happens. */
const isBroken = (node: SyntaxNode): boolean =>
  node.type === 'ERROR' || (node.type !== 'type_descriptor' && node.children.some(isBroken));

type Lowerer = (lowering: Lowering, node: SyntaxNode) => void;
const LEAVES: ReadonlySet<string> = new Set(['expression_statement', 'declaration', 'return_statement']);

const LOWERERS: Readonly<Record<string, Lowerer>> = {
  compound_statement: lowerCompound,
  expression_statement: lowerExpressionStatement,
  declaration: lowerDeclaration,
  if_statement: lowerIf,
  while_statement: lowerWhile,
  do_statement: lowerDo,
  for_statement: lowerFor,
  switch_statement: lowerSwitch,
  case_statement: lowerCase,
  return_statement: lowerReturn,
  goto_statement: lowerGoto,
  labeled_statement: lowerLabeled,
  break_statement: lowerBreak,
  continue_statement: lowerContinue,
  else_clause: (lowering, node) => lowerAll(lowering, node.children),
  attributed_statement: (lowering, node) => lowerAll(lowering, node.children),
  // An unknown macro before braces: what is inside may happen, or not.
  function_definition: lowerUnknownBlock,
  ERROR: loseSight,
};

function lowerAll(lowering: Lowering, nodes: readonly SyntaxNode[]): void {
  for (const each of nodes) lowerStatement(lowering, each);
}

function lowerCompound(lowering: Lowering, node: SyntaxNode): void {
  lowering.openScope();
  lowerAll(lowering, node.children);
  const { end } = lowering.span(node);
  lowering.closeScope({ start: end - 1, end });
}

function lowerExpressionStatement(lowering: Lowering, node: SyntaxNode): void {
  const [expression] = node.children;
  if (expression === undefined) return;
  if (expression.type === 'call_expression') lowerCall(lowering, expression, null);
  else lowerOperand(lowering, expression);
}

function lowerIf(lowering: Lowering, node: SyntaxNode): void {
  const condition = child(node, 'condition');
  const consequence = child(node, 'consequence');
  const alternative = child(node, 'alternative');
  if (condition === null) return;
  const [yes, after] = [lowering.block(), lowering.block()];
  const no = alternative === null ? after : lowering.block();
  const parts = alternative === null ? conditionsOfClosing(lowering, condition, consequence) : [condition];
  parts.forEach((each, at) => {
    const next = at === parts.length - 1 ? yes : lowering.block();
    lowerCondition(lowering, each, next, no);
    if (next !== yes) lowering.begin(next);
  });
  if (parts.length === 0) lowering.leave({ op: 'goto', target: yes });
  lowering.begin(yes);
  if (consequence !== null) lowerStatement(lowering, consequence);
  if (lowering.reached) lowering.leave({ op: 'goto', target: after });
  if (alternative !== null) {
    lowering.begin(no);
    lowerStatement(lowering, alternative);
    if (lowering.reached) lowering.leave({ op: 'goto', target: after });
  }
  lowering.begin(after);
}

function lowerSwitch(lowering: Lowering, node: SyntaxNode): void {
  const [condition, body] = [child(node, 'condition'), child(node, 'body')];
  if (condition === null || body === null) return;
  const value: Operand = { kind: 'place', place: lowerToPlace(lowering, condition) };
  const [dispatch, after] = [lowering.block(), lowering.block()];
  lowering.leave({ op: 'goto', target: dispatch });
  const outer = lowering.targets.at(-1);
  const target: Target = {
    breakTo: after,
    continueTo: outer?.continueTo ?? null,
    depth: lowering.depth,
    breaks: 0,
  };
  lowering.targets.push(target);
  lowering.cases.push([]);
  lowerStatement(lowering, body);
  lowering.targets.pop();
  const cases = lowering.cases.pop() ?? [];
  if (lowering.reached) lowering.leave({ op: 'goto', target: after });
  lowering.begin(dispatch);
  for (const each of cases) {
    if (each.value === null) continue;
    const next = lowering.block();
    const condition = {
      left: value,
      relation: '==',
      right: each.value,
      text: each.text,
      at: each.at,
    } as const;
    lowering.leave({ op: 'branch', condition, yes: each.block, no: next });
    lowering.begin(next);
  }
  lowering.leave({ op: 'goto', target: cases.find((each) => each.value === null)?.block ?? after });
  lowering.begin(after);
}

function lowerCase(lowering: Lowering, node: SyntaxNode): void {
  const value = child(node, 'value');
  const block = lowering.block();
  lowering.begin(block);
  lowering.cases.at(-1)?.push({
    value: value === null ? null : caseValue(lowering, value),
    block,
    text: value === null ? 'default' : `case ${lowering.textOf(value)}`,
    at: lowering.span(value ?? node),
  });
  lowerAll(
    lowering,
    node.children.filter((each) => each !== value),
  );
}

/** Labels are constants: nothing is emitted for them. */
function caseValue(lowering: Lowering, node: SyntaxNode): Operand {
  const value =
    node.type === 'number_literal' || node.type === 'identifier' ? lowerOperand(lowering, node) : null;
  if (value?.kind === 'constant' || value?.kind === 'sentinel') return value;
  return { kind: 'opaque', text: lowering.textOf(node), reads: [] };
}

function lowerReturn(lowering: Lowering, node: SyntaxNode): void {
  const [value] = node.children;
  const operand = value === undefined ? null : lowerKept(lowering, value);
  lowering.leave({ op: 'return', value: operand, at: lowering.span(node) });
}

function lowerGoto(lowering: Lowering, node: SyntaxNode): void {
  const label = child(node, 'label');
  if (label === null) lowering.leave({ op: 'stop' });
  else lowering.leave({ op: 'goto', target: lowering.label(lowering.textOf(label)) });
}

function lowerLabeled(lowering: Lowering, node: SyntaxNode): void {
  const label = child(node, 'label');
  if (label !== null) lowering.begin(lowering.label(lowering.textOf(label)));
  lowerAll(
    lowering,
    node.children.filter((each) => each !== label),
  );
}

function lowerBreak(lowering: Lowering, node: SyntaxNode): void {
  const target = lowering.targets.at(-1);
  if (target === undefined) {
    lowering.leave({ op: 'stop' });
    return;
  }
  target.breaks++;
  lowering.endScopes(target.depth, lowering.span(node));
  lowering.leave({ op: 'goto', target: target.breakTo });
}

function lowerContinue(lowering: Lowering, node: SyntaxNode): void {
  const target = lowering.targets.findLast(({ continueTo }) => continueTo !== null);
  if (target?.continueTo == null) {
    lowering.leave({ op: 'stop' });
    return;
  }
  lowering.endScopes(target.depth, lowering.span(node));
  lowering.leave({ op: 'goto', target: target.continueTo });
}

function lowerUnknownBlock(lowering: Lowering, node: SyntaxNode): void {
  const body = child(node, 'body');
  if (body === null) return;
  const [inside, after] = [lowering.block(), lowering.block()];
  const condition = {
    left: { kind: 'unknown' },
    relation: '!=',
    right: constant(0),
    text: lowering.textOf(node).split('{')[0].trim().slice(0, 60),
    at: lowering.span(node),
  } as const;
  lowering.leave({ op: 'branch', condition, yes: inside, no: after });
  lowering.begin(inside);
  lowering.targets.push({ breakTo: after, continueTo: after, depth: lowering.depth, breaks: 0 });
  lowerStatement(lowering, body);
  lowering.targets.pop();
  lowering.begin(after);
}

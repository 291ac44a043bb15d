import { constant, type Exception, type Operand, type Span } from '../ir';
import { child, type SyntaxNode } from '../syntax';
import { lowerCondition } from './conditions';
import { lowerExpression, lowerInto } from './expressions';
import type { Lower } from './lower';
import { isFunctionNode } from './source';

type Handler = (lower: Lower, node: SyntaxNode, labels: readonly string[]) => void;

/** Lowers a statement. Declarations of functions and classes are functions of their own. */
export function lowerStatement(lower: Lower, node: SyntaxNode, labels: readonly string[] = []): void {
  if (isFunctionNode(node) || !lower.reached) return;
  const handler = HANDLERS[node.type];
  if (handler !== undefined) handler(lower, node, labels);
  else if (
    !/^(class|abstract_class|interface|type_alias|import|enum|ambient|module|internal_module)/.test(node.type)
  )
    lowerExpression(lower, node);
}

const each = (lower: Lower, nodes: readonly SyntaxNode[]): void => {
  for (const node of nodes) lowerStatement(lower, node);
};

const HANDLERS: Readonly<Record<string, Handler>> = {
  statement_block: (lower, node) => each(lower, node.children),
  program: (lower, node) => each(lower, node.children),
  export_statement: (lower, node) => each(lower, node.children),
  else_clause: (lower, node) => each(lower, node.children),
  empty_statement: () => undefined,
  expression_statement: (lower, node) => {
    for (const inner of node.children) lowerExpression(lower, inner);
  },
  lexical_declaration: lowerDeclaration,
  variable_declaration: lowerDeclaration,
  if_statement: lowerIf,
  while_statement: lowerWhile,
  do_statement: lowerDo,
  for_statement: lowerFor,
  for_in_statement: lowerForIn,
  switch_statement: lowerSwitch,
  try_statement: lowerTry,
  return_statement: (lower, node) => {
    const [value] = node.children;
    const operand = value === undefined ? null : lowerExpression(lower, value);
    lower.exit(operand, lower.span(node));
  },
  throw_statement: (lower, node) => {
    const [value] = node.children;
    const operand = value === undefined ? null : lowerExpression(lower, value);
    if (operand !== null) lower.take(operand, lower.span(node));
    lower.noteThrow(exceptionAt(lower, node), lower.span(node));
    lower.raise(lower.span(node));
  },
  break_statement: (lower, node) => lower.jump('break', labelOf(lower, node), lower.span(node)),
  continue_statement: (lower, node) => lower.jump('continue', labelOf(lower, node), lower.span(node)),
  labeled_statement: (lower, node, labels) => {
    const name = labelOf(lower, node);
    const body = child(node, 'body') ?? node.children.at(-1);
    if (body === undefined) return;
    const behind = lower.block();
    const all = name === null ? labels : [...labels, name];
    lower.frames.push({ kind: 'target', labels: all, breakTo: behind, continueTo: null, plain: false });
    lowerStatement(lower, body, all);
    lower.frames.pop();
    lower.begin(behind);
  },
};

function exceptionAt({ model, span }: Lower, node: SyntaxNode): Exception {
  const { parents } = model.source;
  let inCatchOf: Span | null = null;
  let at = node;
  for (let outer = parents.get(at); outer !== undefined; outer = parents.get(at)) {
    if (isFunctionNode(outer)) break;
    if (outer.type === 'try_statement' && at.field === 'body' && child(outer, 'handler') !== null)
      return { kind: 'throw', caughtBy: span(outer), inCatchOf };
    if (outer.type === 'try_statement' && at.field === 'handler') inCatchOf ??= span(outer);
    at = outer;
  }
  return { kind: 'throw', caughtBy: null, inCatchOf };
}

function labelOf(lower: Lower, node: SyntaxNode): string | null {
  const label = child(node, 'label');
  return label === null ? null : lower.text(label);
}

function lowerDeclaration(lower: Lower, node: SyntaxNode): void {
  for (const declarator of node.children) {
    if (declarator.type !== 'variable_declarator') continue;
    const [name, value] = [child(declarator, 'name'), child(declarator, 'value')];
    if (name === null) continue;
    if (value !== null) lowerInto(lower, name, value, lower.span(declarator));
    else if (name.type === 'identifier') {
      const binding = lower.model.names.meaning.get(name);
      if (binding !== undefined) lower.assign(lower.placeOf(binding), constant(0), lower.span(declarator));
    }
  }
}

function lowerIf(lower: Lower, node: SyntaxNode): void {
  const condition = child(node, 'condition');
  const [yes, no, behind] = [lower.block(), lower.block(), lower.block()];
  if (condition !== null) lowerCondition(lower, condition, yes, no);
  lower.begin(yes);
  const consequence = child(node, 'consequence');
  if (consequence !== null) lowerStatement(lower, consequence);
  if (lower.reached) lower.leave({ op: 'goto', target: behind });
  lower.begin(no);
  const alternative = child(node, 'alternative');
  if (alternative !== null) lowerStatement(lower, alternative);
  if (lower.reached) lower.leave({ op: 'goto', target: behind });
  lower.begin(behind);
}

const isEndless = (lower: Lower, condition: SyntaxNode | null): boolean =>
  condition === null ||
  /^\(?\s*(true|1)\s*\)?$/.test(lower.text(condition)) ||
  condition.type === 'empty_statement';

/** The body of a loop, between its head and what comes behind. */
function lowerLoop(
  lower: Lower,
  node: SyntaxNode,
  labels: readonly string[],
  continueTo: number,
  behind: number,
): void {
  lower.frames.push({ kind: 'target', labels, breakTo: behind, continueTo, plain: true });
  const body = child(node, 'body');
  if (body !== null) lowerStatement(lower, body);
  lower.frames.pop();
  if (lower.reached) lower.leave({ op: 'goto', target: continueTo });
}

function lowerWhile(lower: Lower, node: SyntaxNode, labels: readonly string[]): void {
  const condition = child(node, 'condition');
  const [head, body, behind] = [lower.block(), lower.block(), lower.block()];
  lower.begin(head);
  if (condition === null || isEndless(lower, condition)) lower.leave({ op: 'goto', target: body });
  else lowerCondition(lower, condition, body, behind);
  lower.begin(body);
  lowerLoop(lower, node, labels, head, behind);
  lower.begin(behind);
}

function lowerDo(lower: Lower, node: SyntaxNode, labels: readonly string[]): void {
  const condition = child(node, 'condition');
  const [body, head, behind] = [lower.block(), lower.block(), lower.block()];
  lower.begin(body);
  lowerLoop(lower, node, labels, head, behind);
  lower.begin(head);
  if (condition === null || isEndless(lower, condition)) lower.leave({ op: 'goto', target: body });
  else lowerCondition(lower, condition, body, behind);
  lower.begin(behind);
}

function lowerFor(lower: Lower, node: SyntaxNode, labels: readonly string[]): void {
  const [initial, condition, increment] = ['initializer', 'condition', 'increment'].map((field) =>
    child(node, field),
  );
  if (initial != null) lowerStatement(lower, initial);
  const [head, body, next, behind] = [lower.block(), lower.block(), lower.block(), lower.block()];
  lower.begin(head);
  if (condition == null || isEndless(lower, condition)) lower.leave({ op: 'goto', target: body });
  else if (condition.type === 'expression_statement' && condition.children.length > 0)
    lowerCondition(lower, condition.children[0], body, behind);
  else lowerCondition(lower, condition, body, behind);
  lower.begin(body);
  lowerLoop(lower, node, labels, next, behind);
  lower.begin(next);
  if (increment != null) lowerExpression(lower, increment);
  lower.leave({ op: 'goto', target: head });
  lower.begin(behind);
}

function lowerForIn(lower: Lower, node: SyntaxNode, labels: readonly string[]): void {
  const right = child(node, 'right');
  const at = lower.span(node);
  // Leaving a `for await` early destroys the stream; running it to its end has read it.
  if (right !== null) lower.take(lowerExpression(lower, right), at);
  const [head, body, behind] = [lower.block(), lower.block(), lower.block()];
  lower.begin(head);
  const condition: { left: Operand; right: Operand } = { left: { kind: 'unknown' }, right: constant(0) };
  // What is iterated over is no condition: no step is told of it.
  lower.branch(
    { ...condition, relation: '!=', text: '', at: { start: node.start, end: node.start + 3 } },
    body,
    behind,
  );
  lower.begin(body);
  lowerLoop(lower, node, labels, head, behind);
  lower.begin(behind);
}

function lowerSwitch(lower: Lower, node: SyntaxNode, labels: readonly string[]): void {
  const value = child(node, 'value');
  const cases = child(node, 'body')?.children ?? [];
  const behind = lower.block();
  const subject = lower.temporary();
  if (value !== null) {
    const operand = lowerExpression(lower, value);
    lower.assign(subject, operand, lower.span(value));
  }
  const blocks = cases.map(() => lower.block());
  let other = behind;
  cases.forEach((each, at) => {
    const label = child(each, 'value');
    if (label === null) {
      other = blocks[at];
      return;
    }
    const next = lower.block();
    const right =
      label.type === 'string'
        ? { kind: 'sentinel' as const, name: lower.text(label) }
        : lowerExpression(lower, label);
    const text = `${value === null ? '' : lower.shown(value).replace(/^\(|\)$/g, '')} === ${lower.shown(label)}`;
    lower.branch(
      { left: { kind: 'place', place: subject }, relation: '==', right, text, at: lower.span(label) },
      blocks[at],
      next,
    );
    lower.begin(next);
  });
  lower.leave({ op: 'goto', target: other });
  lower.frames.push({ kind: 'target', labels, breakTo: behind, continueTo: null, plain: true });
  cases.forEach((each, at) => {
    lower.begin(blocks[at]);
    for (const statement of each.children) if (statement.field !== 'value') lowerStatement(lower, statement);
  });
  lower.frames.pop();
  lower.begin(behind);
}

function lowerTry(lower: Lower, node: SyntaxNode): void {
  const [body, handler, finalizer] = ['body', 'handler', 'finalizer'].map((field) => child(node, field));
  const behind = lower.block();
  const final =
    finalizer == null
      ? null
      : {
          entry: lower.block(),
          selector: lower.temporary(),
          ways: [] as { at: { start: number; end: number }; go(): void }[],
        };
  if (final !== null) lower.frames.push({ kind: 'finally', ...final });
  const entry = handler == null ? null : lower.block();
  if (entry !== null) lower.frames.push({ kind: 'catch', entry });
  if (body != null) lowerStatement(lower, body);
  if (entry !== null) lower.frames.pop();
  const leaveBody = () => {
    if (!lower.reached) return;
    if (final !== null) lower.assign(final.selector, constant(0), lower.span(node));
    lower.leave({ op: 'goto', target: final === null ? behind : final.entry });
  };
  leaveBody();
  if (entry !== null && handler != null) {
    lower.begin(entry);
    const caught = child(handler, 'body');
    if (caught !== null) lowerStatement(lower, caught);
    leaveBody();
  }
  if (final !== null && finalizer != null) {
    lower.frames.pop();
    lower.begin(final.entry);
    const last = child(finalizer, 'body');
    if (last !== null) lowerStatement(lower, last);
    if (lower.reached) {
      final.ways.forEach(({ at, go }, index) => {
        const [go1, next] = [lower.block(), lower.block()];
        lower.branch(
          {
            left: { kind: 'place', place: final.selector },
            relation: '==',
            right: constant(index + 1),
            text: '',
            at,
          },
          go1,
          next,
        );
        lower.begin(go1);
        go();
        lower.begin(next);
      });
      lower.leave({ op: 'goto', target: behind });
    }
  }
  lower.begin(behind);
}

import { CONNECTIONS, type LateConnectionObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Field, type Fn, isInside, type Klass } from '../scopes';
import { ENDING } from '../settlements';
import { isFunctionNode, textOf, unwrap } from '../source';
import { observed, spanOf } from './observed-object';

/** A method that ends what a field holds, and what it leaves behind for others to see. */
interface Closing {
  readonly method: Fn;
  /** The fields that it sets, the closed one left out. */
  readonly sets: readonly Field[];
  /** Those of them that become a literal: that the object is closed. */
  readonly flags: readonly Field[];
}

interface Opening {
  readonly field: Field;
  readonly entity: Entity;
  readonly at: SyntaxNode;
  readonly fn: Fn;
}

/**
 * Connections that a class may come to after it was closed: what it waits for before it has one is not told that it is over,
 * or its end makes another one.
 */
export const lateConnections = (model: FileModel): readonly LateConnectionObserved[] =>
  model.names.klasses.flatMap((klass) => {
    const openings = [...klass.fields.values()].flatMap((field) => openingsOf(model, field).slice(0, 1));
    const ending = openings.length === 0 ? null : endingOf(model, klass);
    return ending === null ? [] : openings.flatMap((opening) => lateIn(model, ending, opening));
  });

function openingsOf(model: FileModel, field: Field): readonly Opening[] {
  return field.writes.flatMap(({ value, at, fn }) => {
    const entity = model.meanings.entityOf(value);
    return entity !== null &&
      entity.origin !== 'borrowed' &&
      (CONNECTIONS.has(entity.kind) || entity.kind === 'client')
      ? [{ field, entity, at, fn }]
      : [];
  });
}

function lateIn(model: FileModel, ending: Ending, opening: Opening): readonly LateConnectionObserved[] {
  const closing = closingOf(model, ending, opening);
  if (closing === null) return [];
  const by = againBy(model, opening, closing);
  const waited = by === null ? waitedBefore(model, opening, closing) : null;
  if (by === null && waited === null) return [];
  const [flag] = closing.flags;
  return [
    {
      what: 'late-connection',
      object: observed(model, opening.entity, `this.${opening.field.name}`),
      how: by === null ? 'waited' : 'again',
      at: spanOf(opening.at),
      by: spanOf(by ?? (waited as SyntaxNode)),
      method: closing.method.name,
      flag: flag === undefined ? null : `this.${flag.name}`,
    },
  ];
}

/** The method that ends a class, and what is true of it whatever it closes. */
interface Ending {
  readonly method: Fn;
  readonly reach: ReadonlySet<Fn>;
  /** Where it waits for the first time. */
  readonly waits: number;
  /** The fields that it sets, each with whether to a literal. */
  readonly set: readonly { readonly field: Field; readonly isFlag: boolean }[];
}

function endingOf(model: FileModel, klass: Klass): Ending | null {
  const method = [...klass.methods.values()].find(({ name, body }) => ENDING.test(name) && body !== null);
  if (method === undefined) return null;
  const reach = model.reach(method);
  if (callsAny(model, reach, /^(?:clearTimeout|clearInterval)$|\.(?:abort|cancel|clear)$/)) return null;
  const set = [...klass.fields.values()].flatMap((field) => {
    const writes = writesOf(model, field).filter(({ fn }) => reach.has(fn));
    return writes.length === 0 ? [] : [{ field, isFlag: writes.some(({ value }) => isLiteral(value)) }];
  });
  return { method, reach, waits: firstAwait(method.body), set };
}

/** The same of a method that closes the field at once and by itself. */
function closingOf(model: FileModel, ending: Ending, { field, entity }: Opening): Closing | null {
  const { method, reach, waits } = ending;
  const uses = model.uses.ofField(field, entity.kind).filter(({ fn }) => reach.has(fn));
  const close = uses.find(({ effect }) => effect === 'close');
  // Who waits first may wait for the connection; who takes the listeners off hears of no end.
  if (close === undefined || uses.some(({ name }) => /^(?:off|remove(?:All)?Listeners?)$/.test(name)))
    return null;
  if (uses.some(({ effect, how }) => effect === 'take' && how !== 'field')) return null;
  if (waits < close.node.start) return null;
  const others = ending.set.filter((each) => each.field !== field);
  const flags = others.filter(({ isFlag }) => isFlag);
  return { method, sets: others.map((each) => each.field), flags: flags.map((each) => each.field) };
}

const isLiteral = (node: SyntaxNode): boolean =>
  /^(?:true|false|string|number)$/.test(unwrap(node).type) || /^[A-Z]/.test(unwrap(node).type);

/** What the field is given, by assignments alone. */
function writesOf(
  { source, meanings }: FileModel,
  { references }: Field,
): readonly { readonly value: SyntaxNode; readonly fn: Fn }[] {
  return references.flatMap((each) => {
    const parent = source.parents.get(each);
    const value =
      parent?.type === 'assignment_expression' && each.field === 'left' ? child(parent, 'right') : null;
    return value === null ? [] : [{ value, fn: meanings.fnAt(each) }];
  });
}

/** The listener of the connection's own end that makes another one, and does not ask whether that is wanted. */
function againBy(model: FileModel, { entity, fn }: Opening, closing: Closing): SyntaxNode | null {
  for (const handler of model.handlersOf(entity, /^(?:close|end)$/)) {
    if (isInside(fn, handler)) continue;
    const reach = model.reach(handler);
    if (!reach.has(fn) || isAsked(model, closing, handler) || isConditional(model, handler, fn)) continue;
    return handler.node;
  }
  return null;
}

/** Something that runs because of a function looks at what the closing method sets, or at the state of the connection. */
function isAsked(model: FileModel, { sets }: Closing, handler: Fn): boolean {
  const reach = model.reach(handler);
  return sets.some((field) =>
    field.references.some((each) => each.field !== 'left' && reach.has(model.meanings.fnAt(each))),
  );
}

/** What makes the next connection asks for something first, or the opening function does of the object: it may be enough. */
const isConditional = (model: FileModel, handler: Fn, opening: Fn): boolean =>
  [...model.reach(handler)].some((fn) =>
    holds(fn.body, (node) => {
      const condition = child(node, 'condition') ?? (isChoice(node) ? child(node, 'left') : null);
      const isOpening = isInside(fn, opening) && !isInside(fn, handler);
      return condition !== null && (!isOpening || /\bthis\b|\bself\b/.test(textOf(model.source, condition)));
    }),
  );

const isChoice = ({ type, operator }: SyntaxNode): boolean =>
  type === 'binary_expression' && /^(?:&&|\|\||\?\?)$/.test(operator);

/** What was waited for before the connection was there, where nobody asks behind it whether it is still wanted. */
function waitedBefore(model: FileModel, { entity, at, fn }: Opening, closing: Closing): SyntaxNode | null {
  const { flags, sets } = closing;
  if (flags.length === 0 || entity.origin !== 'created') return null;
  // The class knows of being closed: somewhere it asks.
  const isRead = flags.some((field) =>
    field.references.some(
      (each) => each.field !== 'left' && !model.reach(closing.method).has(model.meanings.fnAt(each)),
    ),
  );
  if (!isRead) return null;
  const waited = fn.isAsync ? lastAwait(fn.body, at.end) : calledBack(model, fn);
  if (waited === null) return null;
  const reach = model.reach(fn);
  const asks = [...sets, ...flags].some((field) =>
    field.references.some((each) => {
      const own = model.meanings.fnAt(each);
      return (
        each.field !== 'left' && (own === fn ? !fn.isAsync || each.start > waited.start : reach.has(own))
      );
    }),
  );
  const tests = holds(
    fn.body,
    (node) =>
      node.type === 'if_statement' &&
      node.start > waited.start &&
      /\bthis\b/.test(textOf(model.source, child(node, 'condition') ?? node)),
  );
  return asks || tests ? null : waited;
}

/** The call of other code that calls a function back, `dns.lookup(host, (error, address) => ...)`, in a method. */
function calledBack({ meanings }: FileModel, fn: Fn): SyntaxNode | null {
  const [trigger, ...others] = meanings.triggersOf(fn);
  const isLater =
    trigger?.kind === 'callback' &&
    /(?:^|\.)(?:lookup|resolve[46]?|get\w*|fetch\w*|load\w*|read\w*|acquire\w*|auth\w*)$/.test(
      trigger.callee,
    );
  return isLater && others.length === 0 && fn.parent?.kind === 'method' ? trigger.call : null;
}

/** Where a function's own code waits first; beyond all places where it does not. */
function firstAwait(body: SyntaxNode | null): number {
  let first = Number.POSITIVE_INFINITY;
  holds(body, ({ type, start }) => {
    if (type === 'await_expression') first = Math.min(first, start);
    return false;
  });
  return first;
}

/** The last `await` that begins before a place, in a function's own code. */
function lastAwait(body: SyntaxNode | null, before: number): SyntaxNode | null {
  let last: SyntaxNode | null = null;
  holds(body, (node) => {
    if (node.type === 'await_expression' && node.start < before && (last === null || node.start > last.start))
      last = node;
    return false;
  });
  return last;
}

const callsAny = (model: FileModel, reach: ReadonlySet<Fn>, names: RegExp): boolean =>
  [...reach].some((fn) =>
    model.callsIn(fn).some(({ node }) => names.test(textOf(model.source, child(node, 'function') ?? node))),
  );

/** Whether a function's own code has a node of a kind. */
function holds(body: SyntaxNode | null, is: (node: SyntaxNode) => boolean): boolean {
  const waiting = body === null ? [] : [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (is(node)) return true;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return false;
}

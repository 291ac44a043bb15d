import type { AttemptObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import { type Field, type Fn, isInside } from '../scopes';
import { isFunctionNode, textOf } from '../source';
import {
  asksOfThis,
  type ClosableField,
  callsOn,
  closableFields,
  hasBetween,
  madeBy,
  makesConnection,
} from './closable-fields';
import { spanOf } from './observed-object';

/** Connects, or takes a further step that may fail. */
const STEPS =
  /^(?:connect|open|login|auth\w*|init\w*|start|handshake|subscribe|ready|run|ping|select\w*|setup|whenConnected)(?:Async)?$/;

/** Makes again what was there. */
const AGAIN = /^[_#]*re(?:connect|open|start|new|fresh|create|build|place)\w*$/i;

/**
 * What classes do with clients of whatever package, that they close themselves in the end: one that comes after the end, one
 * that takes the place of another, and one that stays where the attempt to connect fails.
 */
export const attempts = (model: FileModel): readonly AttemptObserved[] =>
  closableFields(model).flatMap((closable) =>
    closable.field.writes.flatMap(({ value, at, fn }) => {
      if (!makesConnection(model, closable.field, value) || isFirst(fn)) return [];
      const write: Write = { value, at, fn };
      const found =
        late(model, closable, write) ?? replaced(model, closable, write) ?? failed(model, closable, write);
      return found === null ? [] : [found];
    }),
  );

interface Write {
  readonly value: SyntaxNode;
  readonly at: SyntaxNode;
  readonly fn: Fn;
}

/** While an object is made nobody can have ended it. */
const isFirst = (fn: Fn): boolean => {
  for (let each: Fn | null = fn; each !== null; each = each.parent)
    if (each.name === 'constructor' || each.kind === 'initialiser') return true;
  return false;
};

const observedOf = (
  model: FileModel,
  { field, closer }: ClosableField,
  { value, at }: Write,
  how: AttemptObserved['how'],
  by: SyntaxNode,
): AttemptObserved => {
  const maker = madeBy(value);
  return {
    what: 'attempt',
    object: {
      name: `this.${field.name}`,
      kind: 'client',
      origin: 'created',
      from: maker === null ? '' : textOf(model.source, maker).slice(-60),
      at: spanOf(value),
    },
    how,
    at: spanOf(how === 'failed' ? by : at),
    by: spanOf(how === 'failed' ? at : by),
    method: closer.name,
  };
};

/** It comes out of a wait during which the class may be ended, and nothing asks behind the wait. */
function late(model: FileModel, closable: ClosableField, write: Write): AttemptObserved | null {
  const { fn, at } = write;
  const { closer, ends, field } = closable;
  const reach = model.reach(closer);
  if (reach.has(fn) || waitsFirst(closable)) return null;
  const wait = waitBefore(model, write);
  if (wait === null) return null;
  const end = fn.body?.end ?? at.end;
  if (hasBetween(fn, [wait.start, end], (node) => node.end > wait.end && asksOfThis(model, node)))
    return null;
  // The method may stop what is waited for, or tell it.
  const stops = [...reach].some((each) =>
    model
      .callsIn(each)
      .some(
        ({ node }) =>
          /abort|cancel/i.test(textOf(model.source, child(node, 'function') ?? node)) &&
          !ends.some(({ call }) => call === node),
      ),
  );
  if (stops || readsFlag(model, closable, fn, field, wait)) return null;
  return observedOf(model, closable, write, 'late', wait);
}

/** Something of what the closing method sets is read behind the wait. */
function readsFlag(
  model: FileModel,
  { klass, closer }: ClosableField,
  fn: Fn,
  own: Field,
  wait: SyntaxNode,
): boolean {
  const reach = model.reach(closer);
  return [...klass.fields.values()].some(
    (field) =>
      field !== own &&
      field.references.some((each) => each.field === 'left' && reach.has(model.meanings.fnAt(each))) &&
      field.references.some(
        (each) => each.field !== 'left' && each.start > wait.end && isInside(model.meanings.fnAt(each), fn),
      ),
  );
}

/** The closing method waits for something before it closes: it may be what connects. */
function waitsFirst({ closer, ends }: ClosableField): boolean {
  const own = ends.find(({ fn }) => fn === closer);
  if (own === undefined) return closer.isAsync;
  return hasBetween(
    closer,
    [0, own.call.start],
    (node) => node.type === 'await_expression' && node.end < own.call.start,
  );
}

/** What is awaited before a field is written, or the call of other code that calls back with an error or a result. */
function waitBefore(model: FileModel, { fn, at, value }: Write): SyntaxNode | null {
  if (fn.isAsync) {
    let last: SyntaxNode | null = null;
    hasBetween(fn, [0, value.end], (node) => {
      if (node.type === 'await_expression' && (last === null || node.start > last.start)) last = node;
      return false;
    });
    return last;
  }
  const [trigger, ...others] = model.meanings.triggersOf(fn);
  const [first] = fn.parameters;
  const isError = first !== undefined && /^(?:_?err(?:or)?|e)\b/.test(textOf(model.source, first));
  const isLater =
    (trigger?.kind === 'callback' && isError) || (trigger?.kind === 'promise' && trigger.method === 'then');
  return isLater && others.length === 0 && 'call' in trigger && trigger.call.start < at.start
    ? (child(trigger.call, 'function') ?? trigger.call)
    : null;
}

/** It takes the place of another that may be open: nothing closes that one first, or asks whether there is one. */
function replaced(model: FileModel, closable: ClosableField, write: Write): AttemptObserved | null {
  const { field, ends, closer } = closable;
  const { fn, at } = write;
  const inCatch = catchAround(model, at, fn);
  const runs = model.reachersOf([fn]);
  const again = inCatch ?? [...runs].find(({ name }) => AGAIN.test(name))?.node;
  if (again === undefined || runs.has(closer) || model.reach(closer).has(fn)) return null;
  const isAsked = hasBetween(fn, [inCatch?.start ?? 0, at.start], (node) => asksOfThis(model, node));
  const isEnded = ends.some((each) => runs.has(each.fn) || model.reach(fn).has(each.fn));
  const isForgotten = field.references.some((each) => {
    const right = model.source.parents.get(each);
    return (
      each.field === 'left' &&
      runs.has(model.meanings.fnAt(each)) &&
      each !== at &&
      right?.type === 'assignment_expression' &&
      /^(?:null|undefined)$/.test(textOf(model.source, child(right, 'right') ?? right))
    );
  });
  return isAsked || isEnded || isForgotten ? null : observedOf(model, closable, write, 'replaced', again);
}

/** The handler of a failure in which a place stands. */
function catchAround({ source }: FileModel, at: SyntaxNode, fn: Fn): SyntaxNode | null {
  for (
    let node = source.parents.get(at);
    node !== undefined && node !== fn.node;
    node = source.parents.get(node)
  )
    if (node.type === 'catch_clause') return node;
  return null;
}

/** It was connected, what is waited for next may fail, and nothing but the end of the class closes it. */
function failed(model: FileModel, closable: ClosableField, write: Write): AttemptObserved | null {
  const { field, ends, closer } = closable;
  const { fn, at } = write;
  if (!fn.isAsync || fn === closer) return null;
  const reach = model.reach(closer);
  // Something else than the end of the class ends it too: where an attempt fails, it may be.
  if (ends.some((each) => !reach.has(each.fn) || isHandled(model, each.call))) return null;
  const steps = callsOn(model, field).filter(
    (each) =>
      STEPS.test(each.name) &&
      isInside(each.fn, fn) &&
      each.call.start > at.end &&
      isAwaited(model, each.call),
  );
  const [step] = steps;
  if (step === undefined || isTried(model, step.call, fn)) return null;
  const next = nextAwait(fn, step.call.end);
  if (next === null || isTried(model, next, fn)) return null;
  return observedOf(model, closable, write, 'failed', next);
}

const isHandled = (model: FileModel, call: SyntaxNode): boolean =>
  catchAround(model, call, model.names.functions[0]) !== null;

const isAwaited = ({ source }: FileModel, call: SyntaxNode): boolean =>
  source.parents.get(call)?.type === 'await_expression';

function isTried({ source }: FileModel, at: SyntaxNode, fn: Fn): boolean {
  for (
    let node = source.parents.get(at);
    node !== undefined && node !== fn.node;
    node = source.parents.get(node)
  )
    if (node.type === 'try_statement') return true;
  return false;
}

function nextAwait({ body }: Fn, after: number): SyntaxNode | null {
  let first: SyntaxNode | null = null;
  const waiting = body === null ? [] : [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (
      node.type === 'await_expression' &&
      node.start > after &&
      (first === null || node.start < first.start)
    )
      first = node;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return first;
}

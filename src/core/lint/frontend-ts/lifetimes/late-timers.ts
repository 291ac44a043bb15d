import { CONNECTIONS, type LateConnectionObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Binding, type Field, type Fn, isInside } from '../scopes';
import { ENDING } from '../settlements';
import { isFunctionNode, keyName, textOf } from '../source';
import { observed, spanOf } from './observed-object';

/** What stops a timer, or takes off the listeners that would set one. */
const STOPS =
  /^(?:clearTimeout|clearInterval|clearImmediate)$|(?:^|\.)(?:abort|cancel\w*|clear\w*|stop\w*|unschedule|off|remove(?:All)?Listeners?)$/;

/** The same of a timer whose handle was dropped: nothing can clear it by itself. */
const STOPS_ALL = /(?:^|\.)(?:abort|cancel\w*|stop\w*|unschedule|off|remove(?:All)?Listeners?)$/;

/**
 * Connections that a timer makes again after the function was called that ends them, which neither stops the timer nor is
 * asked for by what runs then.
 */
export const lateTimers = (model: FileModel): readonly LateConnectionObserved[] => {
  const closers = model.names.functions.filter(
    (fn) => fn.body !== null && fn.kind !== 'module' && ENDING.test(nameOf(model, fn).replace(/^_+/, '')),
  );
  if (closers.length === 0) return [];
  return model.names.functions.flatMap((timed) => lateIn(model, timed, closers));
};

/** What a function is called by: its own name, or that of the property that has it. */
function nameOf({ source }: FileModel, { name, node }: Fn): string {
  if (name !== '') return name;
  const outer = source.parents.get(node);
  const left = outer?.type === 'assignment_expression' ? child(outer, 'left') : null;
  const key = left !== null ? child(left, 'property') : outer?.type === 'pair' ? child(outer, 'key') : null;
  return keyName(source, key) ?? '';
}

function lateIn(model: FileModel, timed: Fn, closers: readonly Fn[]): readonly LateConnectionObserved[] {
  const triggers = model.meanings.triggersOf(timed);
  const [trigger, ...others] = triggers.filter(({ kind }) => kind !== 'called');
  // The first time something of the file may call it.
  if (trigger?.kind !== 'timer' || others.length > 0 || triggers.length > 2) return [];
  if (asks(model, timed, null)) return [];
  const now = calledBy(model, timed);
  const made = model.entities.find(
    ({ kind, origin, fn }) =>
      origin === 'created' && now.has(fn) && (CONNECTIONS.has(kind) || kind === 'request'),
  );
  if (made === undefined || asks(model, made.fn, made.at)) return [];
  const isDropped = model.source.parents.get(trigger.call)?.type === 'expression_statement';
  const stops = isDropped ? STOPS_ALL : STOPS;
  const closing = closers.find((each) => closes(model, each, made, timed, stops));
  if (closing === undefined) return [];
  const set = writtenIn(model, calledBy(model, closing));
  if (
    set.some(({ references }) =>
      references.some((each) => each.field !== 'left' && isRead(model, each, now, made)),
    )
  )
    return [];
  const [flag] = set;
  return [
    {
      what: 'late-connection',
      object: observed(model, made),
      how: 'timer',
      at: spanOf(made.at),
      by: { start: trigger.call.start, end: child(trigger.call, 'function')?.end ?? trigger.call.end },
      method: nameOf(model, closing),
      flag: flag?.name ?? null,
    },
  ];
}

/** Something that runs at the timer's time reads it before the connection is made. */
const isRead = (
  model: FileModel,
  reference: SyntaxNode,
  now: ReadonlySet<Fn>,
  { fn, at }: Entity,
): boolean => {
  const reader = model.meanings.fnAt(reference);
  return now.has(reader) && (reader !== fn || reference.start < at.start);
};

/** Whether a function ends the object, is not run by the timer, and stops nothing by which the timer could be meant. */
function closes(model: FileModel, closer: Fn, made: Entity, timed: Fn, stops: RegExp): boolean {
  if (isInside(closer, timed) || isInside(timed, closer)) return false;
  const now = calledBy(model, closer);
  const own = model.uses.of(made).filter(({ effect, fn }) => effect === 'close' && now.has(fn));
  if (own.length === 0) return false;
  return ![...now].some((fn) =>
    model
      .callsIn(fn)
      .some(
        ({ node }) =>
          stops.test(textOf(model.source, child(node, 'function') ?? node)) &&
          !own.some(({ call }) => call === node),
      ),
  );
}

/** A function and those of the file that it calls at once. */
function calledBy(model: FileModel, fn: Fn): ReadonlySet<Fn> {
  const found = new Set([fn]);
  for (const each of found)
    for (const { node } of model.callsIn(each)) {
      const value = model.meanings.valueOf(child(node, 'function'));
      if (value?.kind === 'function') found.add(value.fn);
    }
  return found;
}

/** The variables and fields that functions write. */
function writtenIn(model: FileModel, fns: ReadonlySet<Fn>): readonly (Binding | Field)[] {
  const { names, source, meanings } = model;
  const isWritten = (references: readonly SyntaxNode[]): boolean =>
    references.some(
      (each) =>
        each.field === 'left' &&
        source.parents.get(each)?.type === 'assignment_expression' &&
        fns.has(meanings.fnAt(each)),
    );
  const bindings = names.bindings.filter(({ writes }) => writes.some(({ at }) => fns.has(meanings.fnAt(at))));
  const fields = names.klasses.flatMap(({ fields }) => [...fields.values()]);
  return [
    ...bindings.filter(({ fn }) => !fns.has(fn)),
    ...fields.filter(({ references }) => isWritten(references)),
  ];
}

/** Whether a function's own code makes a choice before a place: it may be enough of one. */
function asks(model: FileModel, fn: Fn, before: SyntaxNode | null): boolean {
  const waiting = fn.body === null ? [] : [fn.body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const condition = child(node, 'condition');
    const isEarly = before === null || node.end <= before.start;
    if (condition !== null && isEarly && (before === null || asksOfSelf(model, condition))) return true;
    if (before === null && node.type === 'binary_expression' && /^(?:&&|\|\||\?\?)$/.test(node.operator))
      return true;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return false;
}

/** Something of the object, or of the surroundings, that may say that it is over. */
const asksOfSelf = ({ source }: FileModel, condition: SyntaxNode): boolean =>
  /\b(?:this|self|that)\b|clos|destroy|stop|end|abort|dispos|shut|disconnect|quit|running|active|state/i.test(
    textOf(source, condition),
  );

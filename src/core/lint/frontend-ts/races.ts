import { child, type SyntaxNode } from '../syntax';
import { optionIn } from './lifetimes/options';
import type { FileModel } from './model';
import { type Fn, isInside } from './scopes';
import { argumentsOf, textOf, unwrap } from './source';

const RACES = /^Promise\s*\.\s*(?:race|any)$/;

/** `Promise.race([opened, timeout])`, where the second is rejected by a timer: the wait ends, what was waited for goes on. */
export function isCutByTimer(model: FileModel, awaited: SyntaxNode): boolean {
  const node = unwrap(awaited);
  const callee = node.type === 'call_expression' ? child(node, 'function') : null;
  if (callee !== null && isGivenUp(model, node, callee)) return true;
  if (callee === null || !RACES.test(textOf(model.source, callee))) return false;
  const [list] = argumentsOf(node);
  return list?.type === 'array' && list.children.some((each) => isRejectedByTimer(model, each));
}

/** `once(socket, 'connect', { signal })`: the signal ends the wait alone, https://nodejs.org/api/events.html#eventsonceemitter-name-options */
function isGivenUp(model: FileModel, node: SyntaxNode, callee: SyntaxNode): boolean {
  const value = model.meanings.valueOf(callee);
  if (value?.kind !== 'export' || value.name !== 'once' || !/^(?:node:)?events$/.test(value.module))
    return false;
  const options = argumentsOf(node)[2];
  return options !== undefined && optionIn(model, options, 'signal') !== null;
}

/** A promise whose executor sets a timer that rejects it, by itself, in a variable, or as what a function returns. */
function isRejectedByTimer(model: FileModel, promise: SyntaxNode): boolean {
  const node = written(model, unwrap(promise));
  if (node.type === 'call_expression') {
    const callee = model.meanings.valueOf(child(node, 'function'));
    if (callee?.kind !== 'function') return false;
    return model.meanings.results.returnsOf(callee.fn).some((each) => isTimed(model, unwrap(each)));
  }
  return isTimed(model, node);
}

/** What a variable that is written once was given. */
function written({ names }: FileModel, node: SyntaxNode): SyntaxNode {
  const binding = node.type === 'identifier' ? names.meaning.get(node) : undefined;
  const [write, ...others] = binding?.writes ?? [];
  return write?.value == null || others.length > 0 || write.path.length > 0 ? node : unwrap(write.value);
}

const isTimed = (model: FileModel, node: SyntaxNode): boolean => rejectingTimerIn(model, node) !== null;

/** The function of the timer that a promise's executor sets to reject it. */
function rejectingTimerIn(model: FileModel, node: SyntaxNode): Fn | null {
  const maker = node.type === 'new_expression' ? child(node, 'constructor') : null;
  if (maker === null || textOf(model.source, maker) !== 'Promise') return null;
  const executor = model.meanings.valueOf(argumentsOf(node)[0] ?? null);
  if (executor?.kind !== 'function') return null;
  return model.names.functions.find((fn) => fn.parent === executor.fn && isRejectingTimer(model, fn)) ?? null;
}

/** Ways of a promise's executor to reject, other than by an event after which the emitter is gone or has a rule of its own. */
function rejectingIn(model: FileModel, node: SyntaxNode): readonly Fn[] {
  const maker = node.type === 'new_expression' ? child(node, 'constructor') : null;
  if (maker === null || textOf(model.source, maker) !== 'Promise') return [];
  const executor = model.meanings.valueOf(argumentsOf(node)[0] ?? null);
  if (executor?.kind !== 'function') return [];
  return model.names.functions.filter(
    (fn) => fn !== executor.fn && isInside(fn, executor.fn) && model.settles(fn) && isWhileOpen(model, fn),
  );
}

/** A timer's function, or a listener of what is read. */
const isWhileOpen = (model: FileModel, fn: Fn): boolean => {
  const triggers = model.meanings.triggersOf(fn);
  return (
    triggers.length > 0 &&
    triggers.every(
      (each) => each.kind === 'timer' || (each.kind === 'event' && /^(?:data|message)$/.test(each.event)),
    )
  );
};

/**
 * The functions that reject what is awaited, a promise that is made there or by a function of the file, because of the time or
 * of what was read: the wait ends, and what was waited for is as open as before, unless they end it.
 */
export function rejectingWhileOpen(model: FileModel, awaited: SyntaxNode): readonly Fn[] {
  const node = written(model, unwrap(awaited));
  if (node.type !== 'call_expression') return rejectingIn(model, node);
  const callee = model.meanings.valueOf(child(node, 'function'));
  if (callee?.kind !== 'function') return [];
  return model.meanings.results.returnsOf(callee.fn).flatMap((each) => rejectingIn(model, unwrap(each)));
}

/** A timer's function that rejects, `setTimeout(() => reject(new Error()), limit)`. */
const isRejectingTimer = (model: FileModel, fn: Fn): boolean =>
  model.settles(fn) && model.meanings.triggersOf(fn).some(({ kind }) => kind === 'timer');

import type { UnlimitedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { argumentsOf, textOf } from '../source';
import type { Use } from '../uses';
import { headOf, observed } from './observed-object';
import { optionIn } from './options';

/** Others than a timer that end a wait: a signal, or a client's own option that does. */
const LIMITING = ['signal'] as const;

/**
 * What a callback or promise waits for while nothing limits how long: the answer to a request, to a datagram, or what a
 * connection that was made for it says. A peer that stays silent keeps the connection for ever.
 */
export const unlimitedWaits = (model: FileModel): readonly UnlimitedObserved[] => {
  const timers = model.names.functions.filter((fn) =>
    model.meanings.triggersOf(fn).some(({ kind }) => kind === 'timer'),
  );
  return model.entities.flatMap((entity) => {
    if (!isAwaitable(entity) || !isWaitedFor(model, entity)) return [];
    if (isLimited(model, entity, timers)) return [];
    return [{ what: 'unlimited' as const, object: observed(model, entity), at: headOf(model, entity.at) }];
  });
};

const isAwaitable = ({ kind, origin, fn }: Entity): boolean =>
  origin === 'created' && fn.kind !== 'module' && /^(?:request|socket|tls-socket|datagram)$/.test(kind);

/** The events by which an object says what was waited for. */
const ANSWERS: Readonly<Record<string, RegExp>> = {
  request: /^(?:response|connect|upgrade)$/,
  datagram: /^message$/,
  socket: /^(?:data|readable|end|close)$/,
  'tls-socket': /^(?:data|readable|end|close)$/,
};

/** A promise or a callback of the function around gets its outcome from the object's listeners, or a response's. */
function isWaitedFor(model: FileModel, entity: Entity): boolean {
  const answers = ANSWERS[entity.kind];
  const responses = model.entities.filter((each) => each.emitter === entity && each.kind === 'response');
  return (
    isHeard(model, entity, answers) || responses.some((each) => isHeard(model, each, /^(?:data|end|close)$/))
  );
}

/** A listener of some events tells an outcome, or is a promise's function itself. */
const isHeard = (model: FileModel, entity: Entity, events: RegExp): boolean =>
  model.handlersOf(entity, events).some((fn) => tells(model, fn)) ||
  model.uses.of(entity).some(({ how, name, call }) => {
    const listener = how === 'listen' && call !== null ? argumentsOf(call)[1] : undefined;
    return listener !== undefined && events.test(name) && model.meanings.valueOf(listener)?.kind === 'settle';
  });

/** Something that runs because of a listener calls back, or settles a promise. */
const tells = (model: FileModel, listener: Fn): boolean =>
  [...model.reach(listener)].some((fn) =>
    model.callsIn(fn).some(({ node }) => model.meanings.valueOf(child(node, 'function'))?.kind === 'settle'),
  );

function isLimited(model: FileModel, entity: Entity, timers: readonly Fn[]): boolean {
  const uses = model.uses.of(entity);
  return (
    uses.some((use) => setsLimit(model, use) || mayBeLimitedBy(use)) ||
    entity.args.some((each) => LIMITING.some((option) => optionIn(model, each, option) !== null)) ||
    isSaidLimited(model, entity) ||
    socketsOf(model, entity).some((each) => model.uses.of(each).some((use) => setsLimit(model, use))) ||
    timers.some((timer) => mayEnd(model, timer, entity, uses))
  );
}

/** `setTimeout(limit)`, a 'timeout' listener, or one of an event that is not known. */
const setsLimit = ({ source }: FileModel, { how, name, call }: Use): boolean => {
  if (how === 'listen') return /^(?:timeout|\*)$/.test(name);
  if (how !== 'method' || call === null) return false;
  const [limit] = argumentsOf(call);
  return name === 'setTimeout' && limit !== undefined && textOf(source, limit) !== '0';
};

/** Other code has it, and may set a limit: only a caller that gets it back is told of the outcome, too. */
const mayBeLimitedBy = ({ effect, how }: Use): boolean =>
  effect === 'take' && !/^(?:settle|return)$/.test(how);

/** A socket that a request's 'socket' listener gets. */
const socketsOf = (model: FileModel, request: Entity): readonly Entity[] =>
  model.entities.filter((each) => each.emitter === request && each.kind !== 'response');

/** The function that makes it races it with something, or counts its time in words. */
function isSaidLimited({ source }: FileModel, { fn, at }: Entity): boolean {
  let outer = fn;
  while (outer.parent !== null && outer.parent.kind !== 'module' && outer.kind !== 'method')
    outer = outer.parent;
  const text = textOf(source, outer.node);
  return (
    /\.race\s*\(|AbortSignal|abortController|AbortController|withTimeout|pTimeout|\bdeadline\b/.test(text) ||
    // A whole set of options, spread or as it came, that says `signal` of itself.
    argumentsOf(at).some((each) => /\bsignal\b/.test(textOf(source, each)))
  );
}

/** A timer ends the object, or settles what waits for it, or stands around it. */
function mayEnd(model: FileModel, timer: Fn, entity: Entity, uses: readonly Use[]): boolean {
  if (isInside(entity.fn, timer)) return false;
  const reach = model.reach(timer);
  if (uses.some(({ effect, fn }) => effect === 'close' && reach.has(fn))) return true;
  if (!isInside(timer, outermost(entity.fn))) return false;
  return [...reach].some((fn) => model.callsIn(fn).some(({ node }) => isEnding(model, node)));
}

function outermost(fn: Fn): Fn {
  let outer = fn;
  while (outer.parent !== null && outer.parent.kind !== 'module') outer = outer.parent;
  return outer;
}

/** What a timer of the same function calls back, settles or ends. */
const isEnding = (model: FileModel, call: SyntaxNode): boolean => {
  const callee = child(call, 'function');
  if (callee === null) return false;
  return (
    model.meanings.valueOf(callee)?.kind === 'settle' ||
    /(?:end|destroy|close|abort|cancel|reject|fail|timeout|done|cb|callback)\w*$/i.test(
      textOf(model.source, callee),
    )
  );
};

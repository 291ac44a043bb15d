import type { Span } from '../../ir';
import type { TimeoutListenerObserved, TimeoutSetObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { coversOthers, settledIn } from '../settlements';
import { argumentsOf, textOf } from '../source';
import type { Use } from '../uses';
import { effectOf } from './handler-effect';
import { mayInheritCloser } from './heritage';
import { observed, spanOf } from './observed-object';
import { endedBy } from './only-ended';
import { optionIn } from './options';
import { inHandler, receiverText } from './slots';

/** The listeners of 'timeout', and the timeouts that are set without one. */
export function timeouts(model: FileModel): readonly (TimeoutListenerObserved | TimeoutSetObserved)[] {
  const listeners: TimeoutListenerObserved[] = [];
  const listened = new Set<Entity>();
  for (const fn of model.names.functions)
    for (const trigger of model.meanings.triggersOf(fn)) {
      if (trigger.kind !== 'event' || trigger.event !== 'timeout' || trigger.emitter === null) continue;
      listened.add(trigger.emitter);
      listeners.push(listenerOf(model, fn, trigger.emitter, trigger.call));
    }
  for (const entity of model.entities) {
    const told = toldBy(model, entity);
    if (told.length > 0) listened.add(entity);
    listeners.push(...told);
  }
  const set = model.entities.flatMap((entity) => [
    ...setByMethod(model, entity, listened.has(entity)),
    ...setByOption(model, entity, listened.has(entity)),
  ]);
  return [...listeners, ...set];
}

function listenerOf(model: FileModel, fn: Fn, entity: Entity, call: SyntaxNode): TimeoutListenerObserved {
  const does = effectOf(model, fn, entity);
  const takes = takesBefore(model, entity);
  return {
    what: 'timeout-listener',
    object: observed(model, entity, receiverText(model.source, call) ?? undefined),
    at: methodOf(call),
    does,
    kept: takes.some(({ how }) => how === 'argument' || how === 'store'),
    takenOver: takes.some((use) => !/^(?:settle|field)$/.test(use.how) && !isChained(model, use)),
    closedAfterReport:
      /^(?:settles|emits)$/.test(does) && isClosedAfter(model, fn, entity, settledIn(model, fn)),
    canBeEnded: canBeEnded(model, entity),
    endedBy: endedBy(model, fn, entity),
    receiver: fn.kind === 'function' && fn.name === '' ? 'this' : receiverText(model.source, call),
    within: inHandler(model.source, fn),
  };
}

/** Something closes it, or gives it away, other than into a field of a class that inherits no end. */
function canBeEnded(model: FileModel, entity: Entity): boolean {
  const uses = model.uses.of(entity);
  if (uses.some(({ effect, how }) => effect === 'close' || (effect === 'take' && how !== 'field')))
    return true;
  const field = model.uses.fieldOf(entity);
  return field === null || mayInheritCloser(model, field.klass, field);
}

/** What gives the object to other code, other than once it is connected: its time may be up before that. */
function takesBefore(model: FileModel, entity: Entity): readonly Use[] {
  const connected = model.handlersOf(entity, /^(?:connect|secureConnect|ready|open)$/);
  return model.uses
    .of(entity)
    .filter(({ effect, fn }) => effect === 'take' && !connected.some((each) => isInside(fn, each)));
}

/** Listeners that are a promise's function or a callback, bound or not: `setTimeout(limit, done.bind(null, error))`. */
function toldBy(model: FileModel, entity: Entity): readonly TimeoutListenerObserved[] {
  const takes = takesBefore(model, entity);
  return model.uses.of(entity).flatMap(({ how, name, call }) => {
    const listens = how === 'listen' ? name === 'timeout' : how === 'method' && name === 'setTimeout';
    const value = listens && call !== null ? model.meanings.valueOf(argumentsOf(call)[1] ?? null) : null;
    if (call === null || value?.kind !== 'settle' || value.how === 'resolve') return [];
    return [
      {
        what: 'timeout-listener' as const,
        object: observed(model, entity, receiverText(model.source, call) ?? undefined),
        at: methodOf(call),
        does: 'settles' as const,
        kept: takes.some(({ how }) => how === 'argument' || how === 'store'),
        takenOver: takes.some((use) => !/^(?:settle|field)$/.test(use.how) && !isChained(model, use)),
        closedAfterReport: isClosedAfter(model, null, entity, [value.of]),
        canBeEnded: true,
        endedBy: null,
        receiver: null,
        within: null,
      },
    ];
  });
}

/** What follows the promise or callback that is told of the failure closes the object. */
function isClosedAfter(model: FileModel, fn: Fn | null, entity: Entity, owners: readonly Fn[]): boolean {
  return model
    .lasting(entity)
    .some(
      (use) =>
        use.effect === 'close' &&
        !isOfferedBeside(model, use.fn, entity, owners) &&
        coversOthers(model, use.fn, fn, entity, owners),
    );
}

/**
 * `return { open, stop: () => socket.destroy() }`: to whom `open()` reports a failure, it gives nothing to stop any more.
 */
function isOfferedBeside(model: FileModel, closer: Fn, entity: Entity, owners: readonly Fn[]): boolean {
  const { source, meanings } = model;
  const pair = source.parents.get(closer.node);
  const object = pair?.type === 'pair' ? source.parents.get(pair) : undefined;
  if (object === undefined || source.parents.get(object)?.type !== 'return_statement') return false;
  if (meanings.fnAt(object) !== entity.fn) return false;
  const offered = object.children.flatMap((each) => {
    const value = meanings.valueOf(each.type === 'pair' ? child(each, 'value') : each);
    return value?.kind === 'function' && value.fn !== closer ? [value.fn] : [];
  });
  return owners.length > 0 && owners.every((owner) => offered.some((each) => isInside(owner, each)));
}

/** `return socket.on(...)` returns what happens to be there. */
const isChained = ({ source }: FileModel, { how, node }: Use): boolean =>
  how === 'return' && node.type === 'call_expression' && /^\w+\s*\.\s*(on|once)\(/.test(textOf(source, node));

const hasListener = (uses: readonly Use[]): boolean =>
  uses.some(({ how, name }) => how === 'listen' && /^(timeout|\*)$/.test(name));

/** `setTimeout(limit)` without a listener. */
function setByMethod(model: FileModel, entity: Entity, listened: boolean): readonly TimeoutSetObserved[] {
  const uses = model.uses.of(entity);
  for (const { how, name, call } of uses) {
    if (how !== 'method' || name !== 'setTimeout' || call === null) continue;
    const [limit, listener] = argumentsOf(call);
    if (limit === undefined || listener !== undefined || textOf(model.source, limit) === '0') continue;
    return [
      {
        what: 'timeout-set',
        by: 'method',
        object: observed(model, entity, receiverText(model.source, call) ?? undefined),
        at: methodOf(call),
        listened: listened || hasListener(uses),
        lookedAfter: uses.some(({ effect }) => effect === 'take'),
      },
    ];
  }
  return [];
}

/** The `timeout` option of a request. */
function setByOption(model: FileModel, entity: Entity, listened: boolean): readonly TimeoutSetObserved[] {
  if (entity.kind !== 'request' || entity.origin !== 'created') return [];
  const uses = model.uses.of(entity);
  for (const each of entity.args) {
    const option = optionIn(model, each, 'timeout');
    if (option === null) continue;
    return [
      {
        what: 'timeout-set',
        by: 'option',
        object: observed(model, entity),
        at: spanOf(option),
        listened: listened || hasListener(uses) || uses.some(isSetWithListener),
        lookedAfter:
          uses.some(({ effect }) => effect !== 'none') ||
          entity.args.some((other) => optionIn(model, other, 'signal') !== null),
      },
    ];
  }
  return [];
}

const isSetWithListener = ({ how, name, call }: Use): boolean =>
  how === 'method' && name === 'setTimeout' && call !== null && argumentsOf(call).length > 1;

/** A method's name and arguments, without what it is called on. */
function methodOf(call: SyntaxNode): Span {
  const callee = child(call, 'function');
  const property = callee === null ? null : child(callee, 'property');
  return { start: property?.start ?? call.start, end: call.end };
}

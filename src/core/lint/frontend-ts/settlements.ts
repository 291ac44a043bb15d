import type { Kind } from '../models-ts';
import { CONNECTIONS, isByteStream, MODELS_OF_KINDS, SERVERS } from '../models-ts';
import { child, type SyntaxNode } from '../syntax';
import type { Entity, Trigger } from './meanings';
import type { FileModel } from './model';
import { type Binding, type Field, type Fn, isInside } from './scopes';
import { tellsFailure } from './settling';
import { argumentsOf, isFunctionNode, keyName, stringValue } from './source';
import type { Use } from './uses';

/** A handler that reports a failure to other code, and the object that is open then. */
export interface Settlement {
  readonly fn: Fn;
  readonly entity: Entity;
  /** The variable, or the field of the class, by which the handler knows it. */
  readonly holder: Binding | Field;
  /** Whether the object is this handler's alone, so that every path has to look after it. */
  readonly alone: boolean;
}

const SETTLED: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'datagram',
  'websocket',
  'http2-session',
  'request',
  'driver',
  'idle-driver',
  'client',
  ...SERVERS,
]);

/** Finds the handlers that tell of a failure, each with the objects that its outer functions own. */
export function findSettlements(model: FileModel): readonly Settlement[] {
  const found: Settlement[] = [];
  const telling = model.names.functions.filter((fn) => settledIn(model, fn).length > 0);
  for (const entity of model.entities) {
    if (entity.origin !== 'created' || !SETTLED.has(entity.kind) || entity.fn.kind === 'module') continue;
    const binding = holderOf(model, entity);
    const holder = binding ?? model.uses.fieldOf(entity);
    if (holder === null) continue;
    for (const fn of telling) {
      model.source.allowance.demand();
      if (
        fn !== entity.fn &&
        (binding === null || isInside(fn, binding.fn)) &&
        isInside(fn, entity.fn) &&
        isDue(model, entity, fn) &&
        !escapes(model, entity, model.reach(fn))
      )
        found.push({ fn, entity, holder, alone: false });
    }
  }
  return [...found, ...findCutShort(model), ...findSoleKeepers(model)];
}

/** The 'data' listeners that may report a failure: what is still to come of the response goes on coming. */
function findCutShort(model: FileModel): readonly Settlement[] {
  return model.entities.flatMap((entity) => {
    const given = model.names.meaning.get(entity.at);
    if (entity.kind !== 'response' || entity.origin !== 'accepted' || given === undefined) return [];
    return model.handlersOf(entity, /^data$/).flatMap((fn) => {
      const [trigger, ...others] = model.meanings.triggersOf(fn);
      if (trigger?.kind !== 'event' || others.length > 0 || !isInside(fn, given.fn)) return [];
      const owners = settledIn(model, fn);
      const request = entity.emitter === null ? [] : model.uses.of(entity.emitter);
      const covered = [...model.lasting(entity), ...request].some(
        (use) => use.effect === 'close' && coversOthers(model, use.fn, fn, entity, owners),
      );
      const holder = knownAs(model, entity, fn, given);
      return owners.length === 0 || covered || holder === null ? [] : [{ fn, entity, holder, alone: false }];
    });
  });
}

/** The one variable by which a handler names an object that has several. */
function knownAs(model: FileModel, entity: Entity, fn: Fn, given: Binding): Binding | null {
  const reach = model.reach(fn);
  const named = [...model.uses.holders(entity)].filter(({ references }) =>
    references.some((each) => reach.has(model.meanings.fnAt(each))),
  );
  return named.length > 1 ? null : (named[0] ?? given);
}

/** What an event gives, and only one callback, run once, looks after. */
function findSoleKeepers(model: FileModel): readonly Settlement[] {
  return model.entities.flatMap((entity) => {
    const { origin, kind, fn } = entity;
    if (origin !== 'accepted' || !(isByteStream(kind) || kind === 'response')) return [];
    const binding = model.names.meaning.get(entity.at);
    const lasting = model.lasting(entity);
    if (binding === undefined || lasting.length === 0 || lasting.some((use) => use.fn === fn)) return [];
    const whole = handedWhole(model, entity);
    if (whole !== null) return [whole];
    return model.names.functions.flatMap((inner) => {
      if (inner.parent !== fn) return [];
      const [trigger, ...others] = model.meanings.triggersOf(inner);
      const once = trigger?.kind === 'callback' || (trigger?.kind === 'promise' && trigger.method === 'then');
      if (!once || others.length > 0) return [];
      const reach = model.reach(inner);
      return lasting.every((use) => reach.has(use.fn))
        ? [{ fn: inner, entity, holder: binding, alone: true }]
        : [];
    });
  });
}

/** A function of the file that gets the object, and that alone looks after it. */
function handedWhole(model: FileModel, entity: Entity): Settlement | null {
  const given = model.uses
    .of(entity)
    .filter(({ how, fn, call }) => how === 'argument' && fn === entity.fn && call !== null);
  const [{ call, node } = { call: null, node: null }] = given;
  const callee = call === null ? null : model.meanings.valueOf(child(call, 'function'));
  if (given.length !== 1 || call === null || node === null || callee?.kind !== 'function') return null;
  const pattern = callee.fn.parameters[argumentsOf(call).indexOf(node)];
  const name = pattern === undefined ? undefined : (child(pattern, 'pattern') ?? pattern);
  const holder = name === undefined ? undefined : model.names.meaning.get(name);
  const reach = model.reach(callee.fn, entity.fn);
  if (holder === undefined || !model.lasting(entity).every((use) => reach.has(use.fn))) return null;
  return { fn: callee.fn, entity, holder, alone: true };
}

/** The variable by which inner functions know the object. */
function holderOf(model: FileModel, entity: Entity): Binding | null {
  for (const binding of model.uses.holders(entity))
    if (isInside(entity.fn, binding.fn) && binding.fn.kind !== 'module') return binding;
  return null;
}

const NOWHERE: ReadonlySet<Fn> = new Set();

/** Given to others than by a promise's or callback's success, `besides` code whose paths are followed. */
const escapes = (model: FileModel, entity: Entity, besides: ReadonlySet<Fn> = NOWHERE): boolean =>
  model.uses
    .of(entity)
    .some(
      ({ effect, how, fn }) => effect === 'take' && how !== 'settle' && how !== 'field' && !besides.has(fn),
    );

function isDue(model: FileModel, entity: Entity, fn: Fn): boolean {
  const owners = settledIn(model, fn);
  if (owners.length === 0) return false;
  // A timer may be started first; any other handler that stands before the object is about something else.
  const early = fn.node.end < entity.at.start;
  const triggers = rootTriggers(model, fn, entity);
  if (triggers.length === 0 || !triggers.every((each) => isEligible(model, each, entity))) return false;
  const lasting = model.lasting(entity);
  const handedOn = lasting.some(({ how }) => how === 'settle');
  const closes = lasting.some(({ effect }) => effect === 'close');
  const timer = triggers.every(({ kind }) => kind === 'timer');
  if (early && !timer) return false;
  if (entity.kind === 'request' && !timer) return false;
  if (SERVERS.has(entity.kind) && !closes) return false;
  if (!handedOn && !closes && !timer) return false;
  return lasting.every(
    (use) =>
      use.effect === 'consume' || use.how === 'settle' || !coversOthers(model, use.fn, fn, entity, owners),
  );
}

/** What runs a function: instead of a call, what runs the caller; the function that makes the object calls at its own time. */
function rootTriggers(model: FileModel, fn: Fn, entity: Entity, seen = new Set<Fn>()): readonly Trigger[] {
  seen.add(fn);
  return model.meanings.triggersOf(fn).flatMap((each) => {
    if (each.kind !== 'called') return [each];
    if (each.by === entity.fn || seen.has(each.by)) return [];
    return isInside(each.by, entity.fn) ? rootTriggers(model, each.by, entity, seen) : [each];
  });
}

/** The functions whose promise or callback is told of a failure here. */
export function settledIn(model: FileModel, fn: Fn, seen = new Set<Fn>()): readonly Fn[] {
  if (seen.has(fn)) return [];
  seen.add(fn);
  const owners: Fn[] = [];
  for (const { node, fn: own } of model.callsIn(fn)) {
    if (own !== fn) continue;
    const value = model.meanings.valueOf(child(node, 'function'));
    if (value?.kind === 'settle' && tellsFailure(model.source, node, value)) owners.push(value.of);
    else if (value?.kind === 'function' && value.fn !== fn && model.settles(value.fn))
      owners.push(...settledIn(model, value.fn, seen));
  }
  return owners;
}

/** Events that say that the object is gone, and those that another rule looks at, are left out. */
function isEligible(model: FileModel, trigger: Trigger, entity: Entity): boolean {
  switch (trigger.kind) {
    case 'timer':
      return true;
    // `listen.call(this, callback)`: what a function of the file does before it calls back is not seen here.
    case 'callback':
      return !/\.(?:call|apply)$|asyncToGenerator$/.test(trigger.callee);
    case 'event':
      return (
        !model.isEventOf(trigger, entity) ||
        (trigger.event !== 'timeout' && !MODELS_OF_KINDS[entity.kind].finalEvents.has(trigger.event))
      );
    // Where the promise is about something else, its failure leaves the object as it is.
    case 'promise':
      return trigger.method === 'catch' && !isAbout(model, trigger.call, entity);
    default:
      return false;
  }
}

/** A place that hands a promise's failure on, `.catch(reject)`, while an object is open that only success would hand over. */
export interface ToldFailure {
  readonly entity: Entity;
  readonly at: SyntaxNode;
}

/** The places where another promise's failure is handed on as it is, without a function of the file between. */
export function toldFailures(model: FileModel): readonly ToldFailure[] {
  const open = model.entities.filter(isPerhapsOpen);
  const sessions = open.filter(({ kind }) => kind === 'http2-session');
  return model.names.calls.flatMap(({ node }) => {
    const at = rejectionIn(model, node);
    return (at === null ? sessions : open).flatMap((entity) => {
      const made = entity.kind === 'http2-session' ? failureOfMade(model, node, entity) : null;
      const told = made ?? at;
      const value = model.meanings.valueOf(told);
      if (told === null || value?.kind !== 'settle' || value.how === 'resolve') return [];
      return isOpenAt(model, entity, node, value.of, made !== null) ? [{ entity, at: told }] : [];
    });
  });
}

/** Of connections that a function makes it may be that only success hands them over. */
const isPerhapsOpen = ({ origin, kind, fn }: Entity): boolean =>
  origin === 'created' && CONNECTIONS.has(kind) && fn.kind !== 'module';

/** What gets the failure in `then(a, b)` and `catch(b)`. */
function rejectionIn({ source }: FileModel, call: SyntaxNode): SyntaxNode | null {
  const callee = child(call, 'function');
  if (callee?.type !== 'member_expression') return null;
  const name = keyName(source, child(callee, 'property'));
  const [first, second] = argumentsOf(call);
  if (name === 'then') return second ?? null;
  return name === 'catch' ? (first ?? null) : null;
}

/** Handed over on success, or closed then. */
const endsWell = (uses: readonly Use[], made: boolean): boolean =>
  uses.some(({ how, effect }) => how === 'settle' || (made && effect === 'close'));

/** The listener of the failure of something that an object made: `session.request().on('error', reject)`. */
function failureOfMade(model: FileModel, call: SyntaxNode, entity: Entity): SyntaxNode | null {
  const { meanings, source } = model;
  const callee = child(call, 'function');
  const [event, listener] = argumentsOf(call);
  if (callee?.type !== 'member_expression' || stringValue(source, event) !== 'error') return null;
  if (!/^(?:on|once)$/.test(keyName(source, child(callee, 'property')) ?? '')) return null;
  const made = meanings.entityOf(child(callee, 'object'));
  const maker = made === null ? null : child(made.at, 'function');
  if (made === null || maker === null || meanings.entityOf(child(maker, 'object')) !== entity) return null;
  const closing = model.handlersOf(made, /^(?:error|close)$/).some((handler) => {
    const reach = model.reach(handler);
    return model.uses.of(entity).some(({ effect, fn }) => effect === 'close' && reach.has(fn));
  });
  return closing ? null : (listener ?? null);
}

/** Whether an object that is handed over on success stays open where a promise fails that is about something else. */
function isOpenAt(model: FileModel, entity: Entity, call: SyntaxNode, owner: Fn, made: boolean): boolean {
  const fn = model.meanings.fnAt(call);
  if (!isInside(fn, entity.fn) || (fn === entity.fn && !made) || call.start < entity.at.end) return false;
  if (escapes(model, entity) || model.isAftermath(fn, entity) || isAbout(model, call, entity)) return false;
  const lasting = model.lasting(entity);
  return (
    endsWell(lasting, made) &&
    lasting.every(
      (use) =>
        use.effect === 'consume' ||
        use.how === 'settle' ||
        !coversOthers(model, use.fn, null, entity, [owner]),
    )
  );
}

/** Whether a chain of promises begins with something that has to do with an object, so that its failure may be the object's. */
function isAbout(model: FileModel, chain: SyntaxNode, entity: Entity): boolean {
  const waiting = [chain];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (model.useAt.get(node)?.entity === entity) return true;
    const value = node.type === 'call_expression' ? model.meanings.valueOf(child(node, 'function')) : null;
    if (value?.kind === 'function') {
      const reach = model.reach(value.fn);
      if (model.uses.of(entity).some((use) => reach.has(use.fn))) return true;
    }
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return false;
}

/**
 * Whether a close elsewhere may well run after the handler: in what follows the promise, in a timer of its own. Null stands
 * for a promise's own function as the handler.
 */
export function coversOthers(
  model: FileModel,
  closer: Fn,
  handler: Fn | null,
  entity: Entity,
  owners: readonly Fn[],
): boolean {
  if (handler !== null && model.reach(handler).has(closer)) return false;
  // What the promise is awaited by comes after it.
  if (owners.some((owner) => !isInside(closer, owner) && owner !== entity.fn && isInside(owner, entity.fn)))
    return true;
  // Who made the promise awaits it.
  if (closer === entity.fn && owners.includes(closer) && awaits(closer)) return true;
  if (closer === entity.fn || isLeftToOthers(model, closer, entity, owners)) return false;
  const triggers = handler === null ? [] : model.meanings.triggersOf(handler);
  const others = triggers.flatMap((each) =>
    each.kind === 'event' && each.emitter !== entity && each.event !== 'timeout' ? [each.emitter] : [],
  );
  return rootsOf(model, closer, entity.fn, new Set()).some(
    (root) =>
      root.kind === 'unknown' ||
      root.kind === 'promise' ||
      root.kind === 'timer' ||
      root.kind === 'inline' ||
      // What another object's event left open, its end may close.
      (root.kind === 'event' && root.emitter !== null && others.includes(root.emitter)),
  );
}

/** Whether a function's own code waits for something. */
function awaits({ body }: Fn): boolean {
  const waiting = body === null ? [] : [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'await_expression') return true;
    for (const each of node.children) if (!isFunctionNode(each)) waiting.push(each);
  }
  return false;
}

/** Methods by which a class says that it can be ended. */
export const ENDING =
  /^(close|destroy|dispose|stop|disconnect|end|shutdown|quit|terminate|kill|teardown|cleanup|onDestroy|onModuleDestroy|onApplicationShutdown|beforeApplicationShutdown|\[Symbol\.(async)?[dD]ispose\])$/;

/**
 * Whether only a method that ends the class closes what a field holds, which nothing of the class calls: who asked for a
 * connection and was told that there is none does not end what it never had.
 */
function isLeftToOthers(model: FileModel, closer: Fn, entity: Entity, owners: readonly Fn[]): boolean {
  if (owners.length === 0 || !owners.every((owner) => isInside(owner, entity.fn))) return false;
  let method: Fn | null = closer;
  while (method !== null && method.kind !== 'method') method = method.parent;
  if (method === null || isInside(entity.fn, method) || !ENDING.test(method.name)) return false;
  return model.meanings
    .triggersOf(method)
    .every((each) => each.kind === 'unknown' || (each.kind === 'called' && ENDING.test(each.by.name)));
}

/** What sets code going that stands in a function, by way of all that call it. */
function rootsOf(model: FileModel, fn: Fn, outer: Fn, seen: Set<Fn>): readonly Trigger[] {
  const roots: Trigger[] = [];
  for (let each: Fn | null = fn; each !== null && each !== outer; each = each.parent) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const trigger of model.meanings.triggersOf(each))
      if (trigger.kind === 'called') roots.push(...rootsOf(model, trigger.by, outer, seen));
      else roots.push(trigger);
  }
  return roots;
}

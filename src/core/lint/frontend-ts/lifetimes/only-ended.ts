import type { Span } from '../../ir';
import { type EndCall, isByteStream, type OnlyEndedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Field, Fn } from '../scopes';
import { coversOthers, settledIn } from '../settlements';
import { argumentsOf, textOf } from '../source';
import type { Use } from '../uses';
import { effectOf } from './handler-effect';
import { mayInheritCloser } from './heritage';
import { observed, spanOf } from './observed-object';

/** The `end()` by which alone a handler may end a connection, null where something else may too, at once or later. */
export function endedBy(model: FileModel, handler: Fn, entity: Entity): EndCall | null {
  if (!isByteStream(entity.kind)) return null;
  const reach = model.reach(handler);
  const uses = model.lasting(entity);
  const here = uses.filter(({ effect, fn }) => effect !== 'consume' && reach.has(fn));
  const calls = here.flatMap(({ name, call }) => (name === 'end' && call !== null ? [call] : []));
  // Who says farewell expects an answer: that is a policy.
  if (calls.length === 0 || calls.length < here.length || calls.some(saysSomething)) return null;
  if (effectOf(model, handler, entity, new Set(calls)) === 'acts') return null;
  const owners = settledIn(model, handler);
  const forgotten = forgottenIn(model, entity, reach);
  const field = model.uses.fieldOf(entity);
  // What the class does with its field is among the uses; that it has one ends nothing.
  const isOwn = field !== null && !mayInheritCloser(model, field.klass, field);
  const others = uses.filter(
    ({ effect, fn, node, how }) =>
      effect !== 'consume' &&
      !reach.has(fn) &&
      !(isOwn && how === 'field') &&
      (forgotten === null || (how !== 'field' && !forgotten.references.includes(node))),
  );
  const isCovered = others.some(
    (use) =>
      use.name !== 'end' &&
      (use.effect === 'take'
        ? use.how !== 'settle'
        : (isOwn && forgotten === null) || coversOthers(model, use.fn, handler, entity, owners)),
  );
  const [call, ...more] = calls;
  return isCovered ? null : { at: spanOf(call), method: more.length === 0 ? methodIn(call) : null };
}

/** The field that holds the connection, where a function sets it to nothing: what looks there later finds no connection. */
function forgottenIn(model: FileModel, entity: Entity, reach: ReadonlySet<Fn>): Field | null {
  const field = model.uses.fieldOf(entity);
  const isForgotten = field?.references.some((each) => {
    const parent = model.source.parents.get(each);
    const right =
      parent?.type === 'assignment_expression' && each.field === 'left' ? child(parent, 'right') : null;
    return (
      right !== null &&
      /^(?:null|undefined)$/.test(textOf(model.source, right)) &&
      reach.has(model.meanings.fnAt(each))
    );
  });
  return isForgotten === true ? field : null;
}

/** The word `end` of `socket.end()`. */
function methodIn(call: SyntaxNode): Span | null {
  const callee = child(call, 'function');
  const property = callee === null ? null : child(callee, 'property');
  return property === null ? null : spanOf(property);
}

const saysSomething = (call: SyntaxNode): boolean => argumentsOf(call).length > 0;

/** The connections that `end()` alone ends: in a timer that tells of a failure, or after the limit was taken off. */
export const onlyEnded = (model: FileModel): readonly OnlyEndedObserved[] => [
  ...model.entities.flatMap((entity) =>
    isByteStream(entity.kind) && entity.origin !== 'borrowed'
      ? [...byTimers(model, entity), ...withoutLimit(model, entity, model.uses.of(entity))]
      : [],
  ),
  ...fieldsOf(model),
];

function byTimers(model: FileModel, entity: Entity): readonly OnlyEndedObserved[] {
  return [...new Set(model.uses.of(entity).map(({ fn }) => fn))].flatMap((fn) => {
    const [trigger, ...others] = model.meanings.triggersOf(fn);
    if (trigger?.kind !== 'timer' || others.length > 0 || settledIn(model, fn).length === 0) return [];
    const end = endedBy(model, fn, entity);
    if (end === null) return [];
    const by = spanOf(trigger.call);
    return [
      { what: 'only-ended' as const, when: 'timer' as const, object: observed(model, entity), end, by },
    ];
  });
}

/** What fields hold, as their classes use it. */
function fieldsOf(model: FileModel): readonly OnlyEndedObserved[] {
  const fields = new Map<Field, Entity>();
  for (const klass of model.names.klasses)
    for (const field of klass.fields.values())
      for (const { value } of field.writes) {
        const entity = model.meanings.entityOf(value);
        if (entity !== null && isByteStream(entity.kind)) fields.set(field, entity);
      }
  return [...fields].flatMap(([field, entity]) => {
    const own = model.uses.of(entity).filter(({ how }) => how !== 'field');
    const nodes = new Set(own.map(({ node }) => node));
    const more = model.uses.ofField(field, entity.kind).filter(({ node }) => !nodes.has(node));
    return withoutLimit(model, entity, [...own, ...more], `this.${field.name}`);
  });
}

/** `setTimeout(0)`, then `end()` in the same function, and nothing that destroys it. */
function withoutLimit(
  model: FileModel,
  entity: Entity,
  uses: readonly Use[],
  name?: string,
): readonly OnlyEndedObserved[] {
  const destroys = uses.some(
    (use) =>
      (use.effect === 'close' && use.name !== 'end') ||
      (use.effect === 'take' && use.how !== 'field' && use.how !== 'return'),
  );
  if (destroys) return [];
  return uses.flatMap(({ fn, name: method, call, how }) => {
    if (how !== 'method' || method !== 'setTimeout' || call === null || !isOff(model, call)) return [];
    const end = uses.find(
      (use) => use.name === 'end' && use.fn === fn && (use.call?.start ?? 0) > call.start,
    );
    if (end?.call == null || isLimitedAgain(model, uses, fn)) return [];
    const object = observed(model, entity, name);
    // What is still to be sent would be lost: when to destroy it is for its author to say.
    const ended = { at: spanOf(end.call), method: null };
    return [
      { what: 'only-ended' as const, when: 'limit-off' as const, object, end: ended, by: spanOf(call) },
    ];
  });
}

const isOff = ({ source }: FileModel, call: SyntaxNode): boolean => {
  const [limit] = argumentsOf(call);
  return limit !== undefined && textOf(source, limit) === '0';
};

/** A limit that is set in the same function too. */
const isLimitedAgain = (model: FileModel, uses: readonly Use[], own: Fn): boolean =>
  uses.some(
    ({ name, call, fn }) => name === 'setTimeout' && fn === own && call !== null && !isOff(model, call),
  );

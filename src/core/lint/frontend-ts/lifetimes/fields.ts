import {
  CONNECTIONS,
  type FieldDroppedObserved,
  type FieldKeptObserved,
  type FieldOverwrittenObserved,
  type NodeObservation,
} from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Field, type Fn, type Klass, thisKlass } from '../scopes';
import { ENDING } from '../settlements';
import { argumentsOf, textOf, unwrap } from '../source';
import type { Use } from '../uses';
import { mayInheritCloser } from './heritage';
import { headOf, observed, spanOf } from './observed-object';
import { before } from './slots';

/** What a class does with the connections that its fields hold. */
export const fields = (model: FileModel): readonly NodeObservation[] =>
  model.names.klasses.flatMap((klass) =>
    [...klass.fields.values()].flatMap((field) => {
      const made = field.writes.flatMap(({ value }) => {
        const entity = model.meanings.entityOf(value);
        return entity !== null && entity.origin === 'created' ? [entity] : [];
      });
      return made.length === 0 ? [] : observedIn(model, klass, field, made);
    }),
  );

function observedIn(
  model: FileModel,
  klass: Klass,
  field: Field,
  made: readonly Entity[],
): readonly NodeObservation[] {
  const [entity] = made;
  const uses = [
    ...model.uses.ofField(field, entity.kind),
    ...made.flatMap((each) => model.uses.of(each).filter(({ how }) => how !== 'field')),
  ];
  return [
    ...kept(model, klass, field, uses, entity),
    ...droppedIn(model, field, uses, entity),
    ...overwritten(model, field, uses, made),
  ];
}

/** What a class keeps that can be ended. */
function kept(
  model: FileModel,
  klass: Klass,
  field: Field,
  uses: readonly Use[],
  entity: Entity,
): readonly FieldKeptObserved[] {
  const method = [...klass.methods.values()].find(({ name, body }) => ENDING.test(name) && body !== null);
  if (method === undefined) return [];
  const ends = uses.some(
    ({ effect, how, fn }) =>
      (effect === 'close' && !model.isAftermath(fn, entity)) || (effect === 'take' && how !== 'field'),
  );
  // What is inherited, an accessor, or a method that was made to look after it may do so in ways that are not seen.
  const hidden =
    mayInheritCloser(model, klass, field) ||
    isTakenApart(model, field) ||
    klass.methods.has(field.name) ||
    saysFarewell(model, method, uses) ||
    deferred(model, method);
  return [
    {
      what: 'field-kept',
      object: observed(model, entity, `this.${field.name}`),
      at: headOf(model, entity.at),
      method: method.name,
      lookedAfter: ends || hidden,
      listens: uses.some(({ how, name }) => how === 'method' && name === 'listen'),
    },
  ];
}

/** The method writes to the connection: its protocol may have a word by which the peer closes. */
function saysFarewell(model: FileModel, method: Fn, uses: readonly Use[]): boolean {
  if (!/^(?:quit|logout)$/.test(method.name)) return false;
  const reach = model.reach(method);
  return uses.some(({ how, name, fn }) => how === 'method' && /^(?:write|send)$/.test(name) && reach.has(fn));
}

/** `const { server } = this`: what is done with the variable is not looked at. */
const isTakenApart = ({ names }: FileModel, { name, klass }: Field): boolean =>
  names.bindings.some(
    ({ writes, fn }) =>
      thisKlass(fn) === klass && writes.some(({ value, path }) => value?.type === 'this' && path[0] === name),
  );

/** The method gives its own object to others, or calls what is not in this file with it. */
function deferred(model: FileModel, method: Fn): boolean {
  return model.callsIn(method).some(({ node }) => {
    const callee = child(node, 'function');
    const whole = argumentsOf(node).some(({ type }) => type === 'this');
    const inherited =
      callee?.type === 'member_expression' &&
      /^(this|super)$/.test(child(callee, 'object')?.type ?? '') &&
      model.meanings.valueOf(callee) === null;
    return whole || inherited;
  });
}

/** What runs in reach of a function closes the object or passes it on. */
const endsIn = (uses: readonly Use[], reach: ReadonlySet<Fn>): boolean =>
  uses.some(
    ({ effect, how, fn }) => (effect === 'close' || (effect === 'take' && how !== 'field')) && reach.has(fn),
  );

/** Listeners off, and the reference set to nothing. */
function droppedIn(
  model: FileModel,
  field: Field,
  uses: readonly Use[],
  entity: Entity,
): readonly FieldDroppedObserved[] {
  return uses.flatMap(({ how, name, call, fn, node }) => {
    if (how !== 'method' || name !== 'removeAllListeners' || call === null || argumentsOf(call).length > 0)
      return [];
    if (!field.references.includes(node) || !isForgotten(model, field, fn, call)) return [];
    const statement = model.source.parents.get(call);
    return [
      {
        what: 'field-dropped' as const,
        object: observed(model, entity),
        field: textOf(model.source, node),
        at: spanOf(call),
        closed:
          endsIn(uses, model.reach(fn)) ||
          model.isAftermath(fn, entity) ||
          isClosedByCallers(model, uses, fn, entity),
        ahead: statement?.type === 'expression_statement' ? before(model.source, statement) : null,
      },
    ];
  });
}

/** Whether all that run a function close the object too, or run once it is gone. */
function isClosedByCallers(model: FileModel, uses: readonly Use[], fn: Fn, entity: Entity): boolean {
  const callers = model.meanings.triggersOf(fn);
  return (
    callers.length > 0 &&
    callers.every(
      (each) =>
        each.kind === 'called' &&
        each.by !== fn &&
        (endsIn(uses, model.reach(each.by)) || model.isAftermath(each.by, entity)),
    )
  );
}

/** Whether a function sets the field to nothing after a place. */
function isForgotten(model: FileModel, field: Field, fn: Fn, after: SyntaxNode): boolean {
  return field.references.some((reference) => {
    const parent = model.source.parents.get(reference);
    if (parent === undefined || reference.start < after.end || model.meanings.fnAt(reference) !== fn)
      return false;
    if (parent.type === 'unary_expression') return parent.operator === 'delete';
    const right =
      parent.type === 'assignment_expression' && reference.field === 'left' ? child(parent, 'right') : null;
    return right !== null && (/^(null|undefined)$/.test(unwrap(right).type) || makesAnother(model, right));
  });
}

/** A new connection in the place of the one that was there. */
function makesAnother({ meanings }: FileModel, value: SyntaxNode): boolean {
  const entity = meanings.entityOf(value);
  return entity?.origin === 'created' && CONNECTIONS.has(entity.kind) && entity.at === unwrap(value);
}

/** Words of a condition that asks whether there is a connection. */
const STATE = /connect|clos|open|ready|destroy|state|online|status|null|undefined/i;

/** A timer that looks after a connection, and makes the next one without asking whether there is one. */
function watcherOf(model: FileModel, field: Field, uses: readonly Use[], writer: Fn): Fn | undefined {
  return model.names.functions.find((fn) => {
    if (fn === writer || !isWatching(model, fn)) return false;
    const reach = model.reach(fn);
    if (!reach.has(writer) || isAskedFor(model, field, fn)) return false;
    return !uses.some(({ how, fn: user }) => /^(?:test|property)$/.test(how) && reach.has(user));
  });
}

/** A timer that is set with each connection, is taken off when it is there, and else makes the next one. */
function connectTimerOf(model: FileModel, entity: Entity, writer: Fn): Fn | undefined {
  const isTakenOff = model
    .handlersOf(entity, /^(?:connect|secureConnect|open|ready)$/)
    .some((handler) =>
      model.callsIn(handler).some(({ node }) => /^clearTimeout\(/.test(textOf(model.source, node))),
    );
  if (!isTakenOff) return undefined;
  return model.names.functions.find((fn) => {
    const [trigger, ...others] = model.meanings.triggersOf(fn);
    return (
      fn.parent === writer &&
      trigger?.kind === 'timer' &&
      others.length === 0 &&
      fn.node.start > entity.at.end &&
      model.reach(fn).has(writer)
    );
  });
}

/** Run again and again, and only that. */
function isWatching({ meanings, source }: FileModel, fn: Fn): boolean {
  const [trigger, ...others] = meanings.triggersOf(fn);
  if (trigger?.kind !== 'timer' || others.length > 0) return false;
  return /setInterval$/.test(textOf(source, child(trigger.call, 'function') ?? trigger.call));
}

/** What it runs asks for the state of the connection, or for the field by another name. */
const isAskedFor = (model: FileModel, field: Field, fn: Fn): boolean =>
  [...model.reach(fn)].some((each) => {
    const waiting = each.body === null ? [] : [each.body];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const condition = child(node, 'condition');
      const text = condition === null ? '' : textOf(model.source, condition);
      if (STATE.test(text) || text.includes(field.name)) return true;
      waiting.push(...node.children);
    }
    return false;
  });

/** A 'timeout' listener makes a new object in the field of one that is still there. */
function overwritten(
  model: FileModel,
  field: Field,
  uses: readonly Use[],
  made: readonly Entity[],
): readonly FieldOverwrittenObserved[] {
  return made.flatMap((entity) => {
    const write = field.writes.find(({ value }) => model.meanings.entityOf(value) === entity);
    if (write === undefined) return [];
    const again =
      model.handlersOf(entity, /^timeout$/).find((handler) => model.reach(handler).has(write.fn)) ??
      watcherOf(model, field, uses, write.fn) ??
      connectTimerOf(model, entity, write.fn);
    if (again === undefined) return [];
    const statement = model.source.parents.get(write.at) ?? write.at;
    const outer = model.source.parents.get(statement);
    return [
      {
        what: 'field-overwritten' as const,
        object: observed(model, entity),
        field: `this.${field.name}`,
        at: spanOf(statement),
        by: spanOf(again.node),
        closed: endsIn(uses, model.reach(again)),
        ahead: outer?.type === 'expression_statement' ? before(model.source, outer) : null,
      },
    ];
  });
}

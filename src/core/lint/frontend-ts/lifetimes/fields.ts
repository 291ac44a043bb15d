import type { Fact } from '../../ir';
import { CONNECTIONS, type Kind, SERVERS } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import type { Field, Fn, Klass } from '../scopes';
import { argumentsOf, textOf, unwrap } from '../source';
import type { Use } from '../uses';
import { factAbout, headOf, spanOf } from './fact';
import { before } from './repairs';

/** Methods by which a class says that it can be ended. */
const ENDING =
  /^(close|destroy|dispose|stop|disconnect|end|shutdown|quit|terminate|kill|teardown|\[Symbol\.(async)?[dD]ispose\])$/;

/** What a class does with the connections that its fields hold. */
export const fieldFacts = (model: FileModel): readonly Fact[] =>
  model.names.klasses.flatMap((klass) =>
    [...klass.fields.values()].flatMap((field) => {
      const made = field.writes.flatMap(({ value }) => {
        const entity = model.meanings.entityOf(value);
        return entity !== null && entity.origin === 'created' ? [entity] : [];
      });
      return made.length === 0 ? [] : factsOfField(model, klass, field, made);
    }),
  );

function factsOfField(
  model: FileModel,
  klass: Klass,
  field: Field,
  made: readonly Entity[],
): readonly Fact[] {
  const [{ kind }] = made;
  const uses = [
    ...model.uses.ofField(field, kind),
    ...made.flatMap((each) => model.uses.of(each).filter(({ how }) => how !== 'field')),
  ];
  const dropped = CONNECTIONS.has(kind) ? droppedIn(model, field, uses, made[0]) : [];
  return [...kept(model, klass, field, uses, made), ...dropped, ...overwritten(model, field, uses, made)];
}

const RULES: readonly (readonly [ReadonlySet<Kind>, string])[] = [
  [SERVERS, 'server-not-closed'],
  [new Set<Kind>(['agent', 'dispatcher']), 'agent-not-destroyed'],
  [new Set<Kind>(['socket', 'tls-socket', 'datagram', 'websocket', 'http2-session']), 'missing-close'],
];

/** A class that can be ended, and that does not end what it keeps. */
function kept(
  model: FileModel,
  klass: Klass,
  field: Field,
  uses: readonly Use[],
  [entity]: readonly Entity[],
): readonly Fact[] {
  const rule = RULES.find(([kinds]) => kinds.has(entity.kind))?.[1];
  const method = [...klass.methods.values()].find(({ name, body }) => ENDING.test(name) && body !== null);
  if (rule === undefined || method === undefined || klass.heritage !== null) return [];
  // An accessor is no field: what it does with the value is its own affair.
  if (klass.methods.has(field.name)) return [];
  if (
    uses.some(
      ({ effect, how, fn }) =>
        (effect === 'close' && !model.isAftermath(fn, entity)) || (effect === 'take' && how !== 'field'),
    )
  )
    return [];
  if (SERVERS.has(entity.kind) && !uses.some(({ how, name }) => how === 'method' && name === 'listen'))
    return [];
  // A method that was made to look after it may do so in ways that are not seen.
  if (deferred(model, method)) return [];
  const name = `this.${field.name}`;
  const at = entity.at;
  return [
    {
      ...factAbout(model, entity, rule, 'kept-field', headOf(model, at), {
        values: { name, method: method.name },
      }),
      object: { name, from: entity.from, at: spanOf(at) },
    },
  ];
}

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

/** Listeners off, reference away, connection open. */
function droppedIn(model: FileModel, field: Field, uses: readonly Use[], entity: Entity): readonly Fact[] {
  return uses.flatMap(({ how, name, call, fn, node }) => {
    if (how !== 'method' || name !== 'removeAllListeners' || call === null || argumentsOf(call).length > 0)
      return [];
    if (!field.references.includes(node) || !isForgotten(model, field, fn, call)) return [];
    const reach = model.reach(fn);
    if (
      uses.some(
        (use) =>
          (use.effect === 'close' || (use.effect === 'take' && use.how !== 'field')) && reach.has(use.fn),
      )
    )
      return [];
    const shown = textOf(model.source, node);
    const statement = model.source.parents.get(call);
    const edits =
      statement?.type === 'expression_statement'
        ? [before(model.source, statement, `${shown}.destroy();`)]
        : [];
    const fact = factAbout(model, entity, 'missing-close', 'dropped-field', spanOf(call), {
      values: { name: shown },
      repairs: edits.length === 0 ? [] : [{ how: 'destroy', values: { name: shown }, edits }],
    });
    return [fact];
  });
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
    return right !== null && /^(null|undefined)$/.test(unwrap(right).type);
  });
}

/** A 'timeout' or timer makes a new connection in the field of one that is still open. */
function overwritten(
  model: FileModel,
  field: Field,
  uses: readonly Use[],
  made: readonly Entity[],
): readonly Fact[] {
  return made.flatMap((entity) => {
    const write = field.writes.find(({ value }) => model.meanings.entityOf(value) === entity);
    if (write === undefined || !CONNECTIONS.has(entity.kind)) return [];
    const again = model.handlersOf(entity, /^timeout$/).find((handler) => model.reach(handler).has(write.fn));
    if (again === undefined) return [];
    const reach = model.reach(again);
    const ends = uses.some(
      ({ effect, how, fn }) =>
        (effect === 'close' || (effect === 'take' && how !== 'field')) && reach.has(fn),
    );
    if (ends) return [];
    const name = `this.${field.name}`;
    const statement = model.source.parents.get(write.at) ?? write.at;
    const outer = model.source.parents.get(statement);
    const edits =
      outer?.type === 'expression_statement' ? [before(model.source, outer, `${name}?.destroy();`)] : [];
    return [
      factAbout(model, entity, 'missing-close', 'overwritten-field', spanOf(statement), {
        values: { name },
        steps: [{ how: 'overwritten-by', at: spanOf(again.node) }],
        repairs: edits.length === 0 ? [] : [{ how: 'destroy', values: { name }, edits }],
      }),
    ];
  });
}

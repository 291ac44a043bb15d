import { CONNECTIONS, isDriver, type Kind, type RefusedObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import type { Binding, Field, Fn } from '../scopes';
import { argumentsOf, keyName, textOf, unwrap } from '../source';
import { spanOf } from './observed-object';

const KEEPS = /^(?:push|unshift|add)$/;
/** What ends a connection, by its name. */
const ENDS = /^(?:close|end|destroy|terminate|disconnect|quit)$/;
/** How a pool says that it gets back what it lent. */
const RETURNS = /^(?:release|put|return|giveBack|checkin|free|recycle|restore)/i;

/**
 * Methods by which a pool gets a connection back, that keep it only while there is room: without room, the connection is neither
 * kept nor closed, and who gave it back does not use it any more.
 */
export const refusals = (model: FileModel): readonly RefusedObserved[] => {
  if (!model.entities.some(({ origin, kind }) => origin === 'created' && isPooled(kind))) return [];
  return model.names.calls.flatMap(({ node, fn }) => {
    const kept = keptAt(model, node, fn);
    if (kept === null || !closesItsEntries(model, kept.list)) return [];
    const refused = refusedAt(model, node, fn, kept);
    if (refused === null) return [];
    return [
      {
        what: 'refused' as const,
        object: {
          name: kept.given.name,
          kind: 'client' as const,
          origin: 'borrowed' as const,
          from: '',
          at: spanOf(node),
        },
        list: `this.${kept.list.name}`,
        at: spanOf(refused),
        kept: spanOf(node),
      },
    ];
  });
};

const isPooled = (kind: Kind): boolean => CONNECTIONS.has(kind) || kind === 'client' || isDriver(kind);

interface Kept {
  readonly list: Field;
  readonly given: Binding;
}

/** `this.idle.push(connection)`, of a parameter of which the method makes no other use. */
function keptAt({ names, source, meanings }: FileModel, call: SyntaxNode, fn: Fn): Kept | null {
  const callee = child(call, 'function');
  if (fn.kind !== 'method' || !RETURNS.test(fn.name) || callee?.type !== 'member_expression') return null;
  if (!KEEPS.test(keyName(source, child(callee, 'property')) ?? '')) return null;
  const object = child(callee, 'object');
  const list = object === null ? undefined : names.fieldAt.get(object);
  const [only, ...others] = argumentsOf(call);
  const given = only === undefined || others.length > 0 ? undefined : names.meaning.get(unwrap(only));
  if (list === undefined || given?.parameter == null || given.fn !== fn) return null;
  const isKeptAlone = given.references.every(
    (each) => each === unwrap(only) || each === given.declaration || isAsked(source.parents.get(each), each),
  );
  return isKeptAlone && meanings.fnAt(call) === fn ? { list, given } : null;
}

/** `connection.lastUsed = now`, and nothing that may end it. */
const isAsked = (parent: SyntaxNode | undefined, node: SyntaxNode): boolean =>
  parent?.type === 'member_expression' && node.field === 'object' && parent.field !== 'function';

/** Where the class ends what is in the list: `for (const each of this.idle) each.close()`. */
function closesItsEntries({ names, source }: FileModel, list: Field): boolean {
  return list.references.some((each) => {
    const loop = source.parents.get(each);
    if (loop?.type === 'for_in_statement') {
      const name = child(loop, 'left');
      const binding = name === null ? undefined : names.meaning.get(name);
      return binding?.references.some((entry) => isEndedAt(source.parents.get(entry), source)) === true;
    }
    return loop?.type === 'member_expression' && /forEach|map/.test(textOf(source, loop))
      ? /=>[^;]*\.(?:close|end|destroy|terminate|disconnect|quit)\(/.test(
          textOf(source, source.parents.get(loop) ?? loop),
        )
      : false;
  });
}

const isEndedAt = (member: SyntaxNode | undefined, source: FileModel['source']): boolean =>
  member?.type === 'member_expression' && ENDS.test(keyName(source, child(member, 'property')) ?? '');

/** The way on which there is no room: a `return` behind a look at the length, or the `if` around the call that has no `else`. */
function refusedAt({ source }: FileModel, call: SyntaxNode, fn: Fn, { list }: Kept): SyntaxNode | null {
  const asks = (condition: SyntaxNode | null): boolean =>
    condition !== null &&
    new RegExp(`\\b${list.name.replace(/\W/g, '')}\\.(?:length|size)\\b`).test(textOf(source, condition)) &&
    /[<>]/.test(textOf(source, condition));
  let statement: SyntaxNode = call;
  for (let at = source.parents.get(call); at !== undefined && at !== fn.body; at = source.parents.get(at)) {
    if (at.type === 'if_statement')
      return asks(child(at, 'condition')) &&
        child(at, 'alternative') === null &&
        statement.field === 'consequence'
        ? at
        : null;
    statement = at;
  }
  const before = (fn.body?.children ?? []).filter(({ end }) => end <= call.start);
  for (const each of before) {
    if (each.type !== 'if_statement' || !asks(child(each, 'condition'))) continue;
    const way = child(each, 'consequence');
    const only = way?.type === 'statement_block' ? way.children : way === null ? [] : [way];
    if (only.length === 1 && only[0].type === 'return_statement') return only[0];
  }
  return null;
}

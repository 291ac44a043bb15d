import type { ServerWaitsObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { keyName, textOf } from '../source';
import type { Use } from '../uses';
import { observed, spanOf } from './observed-object';

/** Puts something into a list, set or map. */
const KEEPS = /^(push|unshift|add|set)$/;
/** Looks at a list or makes it smaller, and closes nothing that is in it. */
const COUNTS = /^(push|unshift|add|set|delete|clear|has|indexOf|includes|splice|length|size)$/;

/**
 * TCP servers of which `close()` is called while their sockets are kept in a list that is only counted or thrown away:
 * `close()` waits for every one of them (https://nodejs.org/api/net.html#serverclosecallback).
 */
export const stoppedServers = (model: FileModel): readonly ServerWaitsObserved[] =>
  model.entities.flatMap((server) => {
    if (server.kind !== 'net-server' || server.origin !== 'created') return [];
    const list = keptBy(model, server);
    const close =
      list === null
        ? undefined
        : usesOf(model, server).find(({ name, how }) => how === 'method' && name === 'close');
    if (list === null || close?.call == null || endsProcess(model, close)) return [];
    return [
      {
        what: 'server-waits' as const,
        object: observed(model, server, textOf(model.source, close.node)),
        at: spanOf(close.call),
        list: textOf(model.source, list),
        kept: spanOf(list),
      },
    ];
  });

/** What is done with a server by variable or field. */
function usesOf({ meanings, names, uses }: FileModel, server: Entity): readonly Use[] {
  const fields = names.klasses.flatMap((klass) =>
    [...klass.fields.values()].filter(({ writes }) =>
      writes.some(({ value }) => meanings.entityOf(value) === server),
    ),
  );
  return [...uses.of(server), ...fields.flatMap((field) => uses.ofField(field, server.kind))];
}

/** The list in which a server's sockets are kept, where nothing closes them one by one or by way of it. */
function keptBy(model: FileModel, server: Entity): SyntaxNode | null {
  const accepted = model.entities.filter(
    ({ emitter, origin }) => emitter === server && origin === 'accepted',
  );
  for (const socket of accepted) {
    const takes = model.uses.of(socket).filter(({ effect }) => effect === 'close' || effect === 'take');
    const lists = takes.map((use) => listOf(model, use));
    const [first] = lists;
    if (first != null && lists.every((each) => each !== null && isOnlyCounted(model, each))) return first;
  }
  return null;
}

/** `list` of `list.push(socket)`, null for another use. */
function listOf({ source }: FileModel, { how, call }: Use): SyntaxNode | null {
  const callee = how === 'argument' && call !== null ? child(call, 'function') : null;
  const name = callee?.type === 'member_expression' ? keyName(source, child(callee, 'property')) : null;
  return callee !== null && name !== null && KEEPS.test(name) ? child(callee, 'object') : null;
}

/** Every place that names the list counts what is in it, fills it or throws it away. */
function isOnlyCounted(model: FileModel, list: SyntaxNode): boolean {
  const { names, source } = model;
  const binding = list.type === 'identifier' ? names.meaning.get(list) : undefined;
  if (binding?.parameter != null || binding?.imported != null || names.exported.has(binding?.name ?? ''))
    return false;
  const references = binding?.references ?? names.fieldAt.get(list)?.references;
  return (
    (references ?? []).every((each) => {
      const parent = source.parents.get(each);
      if (parent?.type === 'assignment_expression') return each.field === 'left';
      if (parent?.type !== 'member_expression' || each.field !== 'object') return false;
      return COUNTS.test(keyName(source, child(parent, 'property')) ?? '');
    }) && references !== undefined
  );
}

/** The program ends with the server. */
const endsProcess = (model: FileModel, { fn }: Use): boolean =>
  [...model.reach(fn)].some((each) =>
    model
      .callsIn(each)
      .some(({ node }) => /^process\.(exit|kill)$/.test(textOf(model.source, node.children[0] ?? node))),
  );

import { CONNECTIONS, type ServerWaitsObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { ENDING } from '../settlements';
import { keyName, textOf } from '../source';
import type { Use } from '../uses';
import { observed, spanOf } from './observed-object';
import { before } from './slots';

/** Puts something into a list, set or map. */
const KEEPS = /^(push|unshift|add|set)$/;
/** What is done with a socket that stays. */
const TELLS = /^(?:write|send|ping|cork|uncork|writable|destroyed|readyState|OPEN|id)$/;
/** Looks at a list or makes it smaller, and closes nothing that is in it. */
const COUNTS = /^(push|unshift|add|set|delete|clear|has|indexOf|includes|splice|length|size)$/;

/** What a server of WebSockets knows its clients by: https://github.com/websockets/ws/blob/master/doc/ws.md#serverclients */
const CLIENTS = 'clients';

/** Servers that are closed, and leave what they accepted. */
export const stoppedServers = (model: FileModel): readonly ServerWaitsObserved[] => [
  ...waitingServers(model),
  ...unmindfulServers(model),
  ...webSocketServers(model),
];

/** `close()` of a WebSocket server leaves its clients: https://github.com/websockets/ws/blob/master/doc/ws.md#serverclosecallback */
const webSocketServers = (model: FileModel): readonly ServerWaitsObserved[] =>
  model.entities.flatMap((server) => {
    if (server.kind !== 'websocket-server' || server.origin !== 'created') return [];
    const uses = usesOf(model, server);
    const close = uses.find(({ name, how }) => how === 'method' && name === 'close');
    if (close?.call == null || endsProcess(model, close) || isHandedOut(model, server, uses)) return [];
    const name = textOf(model.source, close.node);
    const statement = model.source.parents.get(close.call);
    return [
      {
        what: 'server-waits' as const,
        object: observed(model, server, name),
        at: spanOf(close.call),
        list: null,
        kept: spanOf(server.at),
        ahead: statement?.type === 'expression_statement' ? before(model.source, statement) : null,
      },
    ];
  });

/** TCP servers that a method stops, and whose sockets nothing here ends, limits or keeps. */
const unmindfulServers = (model: FileModel): readonly ServerWaitsObserved[] =>
  model.entities.flatMap((server) => {
    if (server.kind !== 'net-server' || server.origin !== 'created' || !isLeftAlone(model, server)) return [];
    const uses = usesOf(model, server);
    const close = uses.find(
      ({ name, how, fn }) =>
        how === 'method' && name === 'close' && (ENDING.test(fn.name) || isAwaited(model, server, fn)),
    );
    if (close?.call == null || endsProcess(model, close)) return [];
    if (uses.some(({ effect, how }) => effect === 'take' && how !== 'field')) return [];
    return [
      {
        what: 'server-waits' as const,
        object: observed(model, server, textOf(model.source, close.node)),
        at: spanOf(close.call),
        list: null,
        kept: spanOf(server.at),
        ahead: null,
      },
    ];
  });

/** `await new Promise((closed) => server.close(closed))`, in a function that does not connect to the server itself. */
const isAwaited = (model: FileModel, server: Entity, fn: Fn): boolean =>
  fn.parent === server.fn &&
  server.fn.kind !== 'module' &&
  !model.isTest(server.fn) &&
  model.meanings.triggersOf(fn).some(({ kind }) => kind === 'executor') &&
  !model.entities.some(
    (each) =>
      each.origin === 'created' &&
      (CONNECTIONS.has(each.kind) || each.kind === 'request') &&
      isInside(each.fn, server.fn),
  );

/** Sockets come in, and nobody ends one, or keeps it where it could be ended. */
function isLeftAlone(model: FileModel, server: Entity): boolean {
  const accepted = model.entities.filter(
    ({ emitter, origin }) => emitter === server && origin === 'accepted',
  );
  return (
    accepted.length > 0 &&
    accepted.every((each) =>
      model.uses
        .of(each)
        .every(
          ({ effect, name, fn }) =>
            name !== 'setTimeout' && effect !== 'take' && (effect !== 'close' || model.isAftermath(fn, each)),
        ),
    )
  );
}

/** Other code has the server or its clients, or something ends one that it accepted. */
function isHandedOut(model: FileModel, server: Entity, uses: readonly Use[]): boolean {
  if (uses.some(({ effect, how, name }) => name === CLIENTS || (effect === 'take' && how !== 'field')))
    return true;
  return model.entities.some(
    (each) =>
      each.emitter === server &&
      each.origin === 'accepted' &&
      model.uses.of(each).some((use) => {
        if (use.effect === 'close') return true;
        const list = use.effect === 'take' ? listOf(model, use) : null;
        return use.effect === 'take' && (list === null || !isOnlyCounted(model, list));
      }),
  );
}

/**
 * TCP servers of which `close()` is called while their sockets are kept in a list that is only counted or thrown away:
 * `close()` waits for every one of them (https://nodejs.org/api/net.html#serverclosecallback).
 */
const waitingServers = (model: FileModel): readonly ServerWaitsObserved[] =>
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
        ahead: null,
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
      if (parent?.type === 'for_in_statement' && each.field === 'right') return isOnlyTold(model, parent);
      if (parent?.type === 'assignment_expression') return each.field === 'left';
      if (parent?.type !== 'member_expression' || each.field !== 'object') return false;
      return COUNTS.test(keyName(source, child(parent, 'property')) ?? '');
    }) && references !== undefined
  );
}

/** `for (const socket of list) socket.write(news)`: each is told something, and that is all. */
function isOnlyTold({ names, source }: FileModel, loop: SyntaxNode): boolean {
  const name = child(loop, 'left');
  const binding = name === null ? undefined : names.meaning.get(name);
  return (
    (binding?.references ?? []).length > 0 &&
    (binding?.references ?? []).every((each) => {
      const member = source.parents.get(each);
      if (member?.type === 'binary_expression') return true;
      return (
        member?.type === 'member_expression' && TELLS.test(keyName(source, child(member, 'property')) ?? '')
      );
    })
  );
}

/** The program ends with the server. */
const endsProcess = (model: FileModel, { fn }: Use): boolean =>
  [...model.reach(fn)].some((each) =>
    model
      .callsIn(each)
      .some(({ node }) => /^process\.(exit|kill)$/.test(textOf(model.source, node.children[0] ?? node))),
  );

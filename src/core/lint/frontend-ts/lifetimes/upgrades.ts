import { isByteStream, type UpgradeOnlyObserved } from '../../models-ts';
import { child, type SyntaxNode } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { keyName, type Source, textOf } from '../source';
import { observed, spanOf } from './observed-object';

/** Any of these tells that the server answered otherwise: https://nodejs.org/api/http.html#event-upgrade */
const ANSWERED = /^(response|close|\*)$/;

/** Requests of which only 'upgrade' is heard, and whose client is kept waiting where the server refuses. */
export const upgradesOnly = (model: FileModel): readonly UpgradeOnlyObserved[] =>
  model.entities.flatMap((request) => {
    if (request.kind !== 'request' || request.origin !== 'created') return [];
    const uses = model.uses.of(request);
    const listens = uses.filter(({ how }) => how === 'listen');
    const upgrade = listens.find(({ name }) => name === 'upgrade');
    if (upgrade?.call == null || listens.some(({ name }) => ANSWERED.test(name))) return [];
    if (uses.some(({ effect }) => effect === 'take') || isAnsweredByArgument(model, request)) return [];
    const [handler] = model.handlersOf(request, /^upgrade$/);
    const client = handler === undefined ? undefined : waiting(model, request, handler);
    if (client === undefined) return [];
    const at = spanOf(upgrade.call);
    return [
      {
        what: 'upgrade-only' as const,
        object: observed(model, request),
        at: { start: upgrade.node.start, end: Math.min(at.end, upgrade.node.end + ".on('upgrade'".length) },
        client,
      },
    ];
  });

/** `http.request(options, (response) => ...)`, or what is not known to be anything else. */
const isAnsweredByArgument = ({ meanings }: FileModel, { args }: Entity): boolean =>
  args.slice(1).some((each) => meanings.valueOf(each)?.kind !== 'object' && each.type !== 'object');

/** A connection from outside of the handler that the handler pipes, and that has no limit of its own; by its name. */
function waiting(model: FileModel, request: Entity, handler: Fn): string | undefined {
  const known = knownClient(model, request, handler);
  return known === undefined ? namedClient(model, handler) : textOf(model.source, known.at);
}

/** A parameter of a function around the handler that is a connection by its name, and that the handler pipes. */
function namedClient(model: FileModel, handler: Fn): string | undefined {
  const { source, names } = model;
  const reach = model.reach(handler);
  return names.bindings.find(({ name, parameter, fn, references }) => {
    if (parameter === null || fn === handler || !isInside(handler, fn) || !CLIENT.test(name)) return false;
    const methods = references.map((each) => ({
      method: methodOf(source, each),
      isHere: reach.has(model.meanings.fnAt(each)),
    }));
    return (
      methods.some(({ method, isHere }) => method === 'pipe' && isHere) &&
      !methods.some(({ method }) => method === 'setTimeout')
    );
  })?.name;
}

/** `pipe` of `client.pipe(target)` and of `source.pipe(client)`. */
function methodOf(source: Source, reference: SyntaxNode): string | null {
  const outer = source.parents.get(reference);
  const member =
    outer?.type === 'arguments' ? child(source.parents.get(outer) ?? outer, 'function') : (outer ?? null);
  return member?.type === 'member_expression' ? keyName(source, child(member, 'property')) : null;
}

const CLIENT = /^(?:\w*[sS]ocket|client|conn(?:ection)?)$/;

const knownClient = (model: FileModel, request: Entity, handler: Fn): Entity | undefined =>
  model.entities.find((client) => {
    if (!isByteStream(client.kind) || client.fn === handler || !isInside(handler, client.fn)) return false;
    const uses = model.uses.of(client);
    if (uses.some(({ name }) => name === 'setTimeout')) return false;
    const reach = model.reach(handler);
    const isPiped = uses.some(({ name, fn }) => /(^|\.)pipe$/.test(name) && reach.has(fn));
    return isPiped && client.emitter !== request;
  });

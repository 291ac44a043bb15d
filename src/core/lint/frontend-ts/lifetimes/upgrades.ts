import { isByteStream, type UpgradeOnlyObserved } from '../../models-ts';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import { textOf } from '../source';
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
        client: textOf(model.source, client.at),
      },
    ];
  });

/** `http.request(options, (response) => ...)`, or what is not known to be anything else. */
const isAnsweredByArgument = ({ meanings }: FileModel, { args }: Entity): boolean =>
  args.slice(1).some((each) => meanings.valueOf(each)?.kind !== 'object' && each.type !== 'object');

/** A connection from outside of the handler that the handler pipes, and that has no limit of its own. */
const waiting = (model: FileModel, request: Entity, handler: Fn): Entity | undefined =>
  model.entities.find((client) => {
    if (!isByteStream(client.kind) || client.fn === handler || !isInside(handler, client.fn)) return false;
    const uses = model.uses.of(client);
    if (uses.some(({ name }) => name === 'setTimeout')) return false;
    const reach = model.reach(handler);
    const isPiped = uses.some(({ name, fn }) => /(^|\.)pipe$/.test(name) && reach.has(fn));
    return isPiped && client.emitter !== request;
  });

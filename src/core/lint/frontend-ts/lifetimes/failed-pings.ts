import type { OnlyEndedObserved } from '../../models-ts';
import { child } from '../../syntax';
import type { Entity } from '../meanings';
import type { FileModel } from '../model';
import { type Fn, isInside } from '../scopes';
import type { Use } from '../uses';
import { observed, spanOf } from './observed-object';

/**
 * Sessions of HTTP/2 that are only closed where a ping has failed or was not answered in time: `close()` waits for the streams
 * that there are, which a silent peer never ends. https://nodejs.org/api/http2.html#http2sessionclosecallback
 */
export const failedPings = (model: FileModel): readonly OnlyEndedObserved[] =>
  model.entities.flatMap((session) => {
    if (session.kind !== 'http2-session') return [];
    const uses = model.uses.of(session);
    const pings = uses.filter(({ how, name }) => how === 'method' && name === 'ping');
    return pings.length === 0 ? [] : uses.flatMap((use) => closedAt(model, session, use, uses, pings));
  });

function closedAt(
  model: FileModel,
  session: Entity,
  { how, name, call, fn }: Use,
  uses: readonly Use[],
  pings: readonly Use[],
): readonly OnlyEndedObserved[] {
  if (how !== 'method' || name !== 'close' || call === null) return [];
  const ping = pings.find((each) => isAbout(model, each, fn));
  if (ping?.call == null) return [];
  const reach = model.reach(fn);
  if (uses.some((each) => each.name === 'destroy' && reach.has(each.fn))) return [];
  const callee = child(call, 'function');
  const method = callee === null ? null : child(callee, 'property');
  return [
    {
      what: 'only-ended',
      when: 'ping',
      object: observed(model, session),
      end: { at: spanOf(call), method: method === null ? null : spanOf(method) },
      by: { start: ping.call.start, end: child(ping.call, 'function')?.end ?? ping.call.end },
    },
  ];
}

/** The ping calls the function back, or the function is a timer's that is set where the ping is sent. */
function isAbout(model: FileModel, { call, fn }: Use, closing: Fn): boolean {
  const [trigger, ...others] = model.meanings.triggersOf(closing);
  if (trigger === undefined || others.length > 0) return false;
  if (trigger.kind === 'timer') return closing.parent === fn && isInside(closing, fn);
  return 'call' in trigger && trigger.call === call;
}

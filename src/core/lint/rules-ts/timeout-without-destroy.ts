import type { Kind, TimeoutListenerObserved, TimeoutSetObserved } from '../models-ts';
import type { RuleDescription } from '../rules';
import { type Objection, objectRule, repairAt } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'timeout-without-destroy',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** Kinds whose 'timeout' closes nothing. Of an http server's, a listener takes the closing over. */
const TIMED: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'raw-socket',
  'request',
  'http-server',
]);
/** Kinds on which a timeout is set by a method. */
const SET: ReadonlySet<Kind> = new Set<Kind>(['socket', 'tls-socket', 'request']);

/** A timeout that closes nothing: 'timeout' is only an event, and its listener has to destroy the socket. */
export const timeoutWithoutDestroy = objectRule(DESCRIPTION, (seen) => {
  if (seen.what === 'timeout-listener') return ofListener(seen);
  return seen.what === 'timeout-set' ? ofTimeout(seen) : null;
});

function ofListener(seen: TimeoutListenerObserved): Objection | null {
  const { kind } = seen.object;
  if (!TIMED.has(kind) || !leavesOpen(seen)) return null;
  // An http server gives its listener the socket; what to call it is not known here.
  if (kind === 'http-server') return { how: 'server', at: seen.at };
  const { receiver, within, at } = seen;
  // Who hears of the event may have the object, and close it.
  const weight = seen.does === 'emits' && seen.canBeEnded ? { tier: 'strict' as const } : {};
  if (receiver === null) return { how: 'handler', at, ...weight };
  const repair = repairAt(within, 'destroy', { name: receiver }, `${receiver}.destroy();`);
  return { how: 'handler', at, repair, ...weight };
}

function leavesOpen({ does, kept, takenOver, closedAfterReport }: TimeoutListenerObserved): boolean {
  if (does === 'acts' || kept) return false;
  // The code that is told of the failure may have the object, or what follows the promise closes it.
  return does === 'nothing' || !(takenOver || closedAfterReport);
}

/** `setTimeout(limit)`, or the `timeout` option of a request, without a 'timeout' listener. */
function ofTimeout({ object, by, at, listened, lookedAfter }: TimeoutSetObserved): Objection | null {
  if (listened || lookedAfter) return null;
  const concerned = by === 'option' || (SET.has(object.kind) && object.origin !== 'borrowed');
  return concerned ? { how: 'unheard', at } : null;
}

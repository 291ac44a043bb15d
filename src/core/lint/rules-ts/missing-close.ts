import {
  type AttemptObserved,
  CONNECTIONS,
  isDriver,
  type Kind,
  type NoCloserObserved,
  type NodeObservation,
  SERVERS,
} from '../models-ts';
import { MISSING_CLOSE } from '../rules';
import { both } from './both';
import { neverEndedField } from './field-kept';
import { type Objection, objectRule, repairAt } from './object-rule';
import { pathRule } from './path-rule';

/** A connection that is made or accepted, and that a path neither closes nor hands on. */
export const missingClose = both(
  pathRule(MISSING_CLOSE, {
    kinds: new Set<Kind>([
      'socket',
      'tls-socket',
      'datagram',
      'websocket',
      'http2-session',
      'request',
      'client',
      'driver',
      'idle-driver',
    ]),
    wording: (kind, action) =>
      kind === 'client' || (isDriver(kind) && action !== 'hold') ? 'client' : action,
  }),
  objectRule(MISSING_CLOSE, judge),
);

/** What a class keeps: a request is given up by others. */
const KEPT: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'datagram',
  'websocket',
  'http2-session',
]);

/** That it is open for as long as the program runs may be meant. */
const withoutCloser = ({ object, at, klass }: NoCloserObserved): Objection | null =>
  SERVERS.has(object.kind) ? null : { how: 'no-closer', at, tier: 'strict', values: { klass } };

/** Clients of which only the class says that they hold a connection: that is for who is strict. */
function ofAttempt({ how, at, by, method }: AttemptObserved): Objection | null {
  if (how === 'late') return null;
  const step = how === 'failed' ? 'hold' : 'overwritten-by';
  return { how: `attempt-${how}`, at, tier: 'strict', values: { method }, steps: [{ how: step, at: by }] };
}

/** A connection in a field that is never closed, that is dropped with its listeners, or replaced while it is open. */
function judge(seen: NodeObservation): Objection | null {
  if (seen.what === 'field-kept') return neverEndedField(seen, KEPT);
  if (seen.what === 'failure-told')
    return { how: 'hold', at: seen.at, steps: [{ how: 'hold', at: seen.object.at }] };
  if (seen.what === 'attempt') return ofAttempt(seen);
  if (seen.what === 'no-closer') return withoutCloser(seen);
  if (seen.what === 'sibling-left') {
    const { at, beside, call, ahead } = seen;
    const repair = repairAt(ahead, 'sibling', { call }, `${call};`);
    return { how: 'sibling', at, values: { call }, steps: [{ how: 'sibling', at: beside }], repair };
  }
  if (seen.what === 'evicted')
    return {
      how: seen.all ? 'cleared' : 'evicted',
      at: seen.at,
      steps: [{ how: 'kept-in-list', at: seen.kept }],
    };
  if (seen.what === 'refused')
    return {
      how: 'refused',
      at: seen.at,
      values: { list: seen.list },
      steps: [{ how: 'kept-only', at: seen.kept }],
    };
  if (seen.what !== 'field-dropped' && seen.what !== 'field-overwritten') return null;
  if (seen.closed || !CONNECTIONS.has(seen.object.kind)) return null;
  const values = { name: seen.field };
  if (seen.what === 'field-dropped') {
    const repair = repairAt(seen.ahead, 'destroy', values, `${seen.field}.destroy();`);
    return { how: 'dropped-field', at: seen.at, values, repair };
  }
  const repair = repairAt(seen.ahead, 'destroy', values, `${seen.field}?.destroy();`);
  const steps = [{ how: 'overwritten-by', at: seen.by }];
  return { how: 'overwritten-field', at: seen.at, values, steps, repair };
}

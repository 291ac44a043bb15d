import type { Kind } from '../models-ts';
import { pathRule } from './path-rule';

/** http has let go of the socket of an upgrade or a CONNECT: a path that drops it leaves it open for good. */
export const rawSocketUnowned = pathRule({
  id: 'raw-socket-unowned',
  kinds: new Set<Kind>(['raw-socket']),
  severity: () => 'warning',
});

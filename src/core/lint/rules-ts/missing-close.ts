import type { Kind } from '../models-ts';
import { pathRule } from './path-rule';

/** A connection that is made or accepted, and that a path neither closes nor hands on. */
export const missingClose = pathRule({
  id: 'missing-close',
  kinds: new Set<Kind>(['socket', 'tls-socket', 'datagram', 'websocket', 'http2-session', 'request']),
  severity: () => 'warning',
});

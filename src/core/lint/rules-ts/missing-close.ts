import type { Kind } from '../models-ts';
import { MISSING_CLOSE } from '../rules';
import { factRule } from './fact-rule';
import { pathRule } from './path-rule';
import { together } from './together';

/** A connection that is made or accepted, and that a path neither closes nor hands on. */
export const missingClose = together(
  pathRule(MISSING_CLOSE, {
    kinds: new Set<Kind>(['socket', 'tls-socket', 'datagram', 'websocket', 'http2-session', 'request']),
  }),
  factRule(MISSING_CLOSE),
);

import type { Kind } from '../models-ts';
import { pathRule } from './path-rule';

/** An agent that keeps connections alive, made anew by each call and never destroyed. */
export const agentNotDestroyed = pathRule({
  id: 'agent-not-destroyed',
  kinds: new Set<Kind>(['agent', 'dispatcher']),
  severity: () => 'warning',
});

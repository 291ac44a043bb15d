import type { Kind } from '../models-ts';
import { factRule } from './fact-rule';
import { pathRule } from './path-rule';
import { together } from './together';

/** An agent that keeps connections alive, made anew by each call and never destroyed. */
export const agentNotDestroyed = together(
  pathRule({
    id: 'agent-not-destroyed',
    kinds: new Set<Kind>(['agent', 'dispatcher']),
    severity: () => 'warning',
  }),
  factRule('agent-not-destroyed', 'warning'),
);

import type { Kind } from '../models-ts';
import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';
import { pathRule } from './path-rule';
import { together } from './together';

const DESCRIPTION: RuleDescription = {
  id: 'agent-not-destroyed',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** An agent that keeps connections alive, made anew by each call and never destroyed. */
export const agentNotDestroyed = together(
  pathRule(DESCRIPTION, { kinds: new Set<Kind>(['agent', 'dispatcher']) }),
  factRule(DESCRIPTION),
);

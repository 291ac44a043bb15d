import type { Kind } from '../models-ts';
import type { RuleDescription } from '../rules';
import { both } from './both';
import { neverEndedField } from './field-kept';
import { objectRule } from './object-rule';
import { pathRule } from './path-rule';

const KINDS: ReadonlySet<Kind> = new Set<Kind>(['agent', 'dispatcher']);

const DESCRIPTION: RuleDescription = {
  id: 'agent-not-destroyed',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** An agent that keeps connections alive, made anew by each call and never destroyed. */
export const agentNotDestroyed = both(
  pathRule(DESCRIPTION, { kinds: KINDS }),
  objectRule(DESCRIPTION, (seen) => neverEndedField(seen, KINDS)),
);

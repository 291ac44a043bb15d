import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';

const DESCRIPTION: RuleDescription = {
  id: 'half-open-never-ended',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** An `allowHalfOpen` socket whose own side is never ended: CLOSE_WAIT by construction. */
export const halfOpenNeverEnded = factRule(DESCRIPTION);

import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';

const DESCRIPTION: RuleDescription = {
  id: 'pipe-without-teardown',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** Two pipes of which the break of one side leaves the other open. */
export const pipeWithoutTeardown = factRule(DESCRIPTION);

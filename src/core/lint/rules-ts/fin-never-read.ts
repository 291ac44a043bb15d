import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';

const DESCRIPTION: RuleDescription = {
  id: 'fin-never-read',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** A connection that nothing reads, so that its end is never seen. */
export const finNeverRead = factRule(DESCRIPTION);

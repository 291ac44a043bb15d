import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';

const DESCRIPTION: RuleDescription = {
  id: 'timeout-without-destroy',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** A timeout that closes nothing. */
export const timeoutWithoutDestroy = factRule(DESCRIPTION);

import type { RuleDescription } from '../rules';
import { objectRule } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'upstream-not-aborted',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** The client of a handler goes away, and the response that was piped to it stays, paused for good. */
export const upstreamNotAborted = objectRule(DESCRIPTION, (seen) =>
  seen.what === 'upstream-piped'
    ? {
        how: 'piped',
        at: seen.at,
        values: { client: seen.client },
        steps: [{ how: 'upstream', at: seen.request }],
      }
    : null,
);

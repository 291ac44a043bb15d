import type { RuleDescription } from '../rules';
import { objectRule } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'no-time-limit',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'strict',
  needs: ['objects'],
};

/** A callback or promise waits for a peer, and nothing limits how long. How long is right is a policy. */
export const noTimeLimit = objectRule(DESCRIPTION, (seen) =>
  seen.what === 'unlimited'
    ? { how: seen.object.kind === 'request' ? 'request' : 'socket', at: seen.at }
    : null,
);

import type { RuleDescription } from '../rules';
import { objectRule } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'connect-after-close',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** A class is closed, and comes to a connection afterwards, which nothing closes any more. */
export const connectAfterClose = objectRule(DESCRIPTION, (seen) => {
  // Of what package the client is, is not known: whether it can be closed while it connects, neither.
  if (seen.what === 'attempt' && seen.how === 'late')
    return {
      how: 'late-client',
      at: seen.at,
      tier: 'strict',
      values: { method: seen.method },
      steps: [{ how: 'late-waited', at: seen.by }],
    };
  if (seen.what !== 'late-connection') return null;
  const { how, at, by, method, flag } = seen;
  const form = how === 'again' && flag !== null ? 'again-unasked' : how;
  return { how: form, at, values: { method, flag: flag ?? '' }, steps: [{ how: `late-${how}`, at: by }] };
});

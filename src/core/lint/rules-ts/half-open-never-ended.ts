import { isByteStream } from '../models-ts';
import type { RuleDescription } from '../rules';
import { objectRule, repairAt } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'half-open-never-ended',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** An `allowHalfOpen` socket whose own side is never ended: CLOSE_WAIT by construction. */
export const halfOpenNeverEnded = objectRule(DESCRIPTION, (seen) => {
  if (seen.what !== 'half-open') return null;
  const isSocket = isByteStream(seen.object.kind);
  const open = seen.sockets.find(({ ended }) => !ended);
  if (open === undefined || !(isSocket || seen.object.kind === 'net-server')) return null;
  const { name, atOnce } = open;
  return {
    how: isSocket ? 'socket' : 'server',
    at: seen.option,
    steps: [{ how: 'half-open', at: seen.option }],
    repair:
      name === ''
        ? null
        : repairAt(atOnce, 'end-socket', { name }, `${name}.on('end', () => ${name}.end());`),
  };
});

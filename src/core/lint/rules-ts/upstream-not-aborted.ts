import type { UpstreamPipedObserved } from '../models-ts';
import type { RuleDescription } from '../rules';
import { objectRule, type Repair, repairAt } from './object-rule';

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
        how: seen.how,
        at: seen.at,
        values: { client: seen.client },
        steps: [{ how: 'upstream', at: seen.request }],
        repair: aborted(seen),
      }
    : null,
);

/** `response.on('close', () => request.destroy())` where both have names. */
function aborted({ holder, client }: UpstreamPipedObserved): Repair | null {
  if (holder === null) return null;
  const { name, behind } = holder;
  return repairAt(behind, 'abort', { name, client }, `${client}.on('close', () => ${name}.destroy());`);
}

import type { NodeObservation, OnlyEndedObserved } from '../models-ts';
import type { RuleDescription } from '../rules';
import { type Objection, objectRule, type Repair } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'end-without-destroy',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** `end()` alone where the peer is silent already, or no limit is left: the FIN is sent, and the rest is up to the peer. */
export const endWithoutDestroy = objectRule(DESCRIPTION, judge);

function judge(seen: NodeObservation): Objection | null {
  if (seen.what === 'only-ended')
    return {
      how: seen.when,
      at: seen.end.at,
      steps: [{ how: seen.when, at: seen.by }],
      repair: destroyed(seen),
      // That its peer closes, too, may be relied upon.
      ...(seen.when === 'ping' ? { tier: 'strict' as const } : {}),
      ...(seen.when === 'closing' ? { tier: 'strict' as const, steps: [] } : {}),
    };
  if (seen.what !== 'timeout-listener' || seen.endedBy === null) return null;
  return {
    how: 'timeout',
    at: seen.endedBy.at,
    steps: [{ how: 'timeout-heard', at: seen.at }],
    repair: destroyed({ object: seen.object, end: seen.endedBy }),
  };
}

/** `destroy()` instead of `end()`. */
const destroyed = ({ object, end }: Pick<OnlyEndedObserved, 'object' | 'end'>): Repair | null =>
  end.method === null
    ? null
    : { how: 'destroy', values: { name: object.name }, edits: [{ at: end.method, text: 'destroy' }] };

import type { ReadingObserved } from '../models-ts';
import type { RuleDescription } from '../rules';
import { type Objection, objectRule, repairAt } from './object-rule';

const DESCRIPTION: RuleDescription = {
  id: 'fin-never-read',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['objects'],
};

/** A connection that nothing reads, so that its end is never seen. */
export const finNeverRead = objectRule(DESCRIPTION, (seen) => {
  if (seen.what !== 'reading' || !seen.inFunction || seen.object.kind === 'raw-socket') return null;
  return seen.consumed || seen.readByHand ? paused(seen) : unread(seen);
});

/** 'end' comes after the data, and the data stays. The paths that lose it are another rule's. */
function unread({ object, connected, followed, head, atOnce }: ReadingObserved): Objection | null {
  if (!connected || followed) return null;
  const { name } = object;
  return { how: 'unread', at: head, repair: repairAt(atOnce, 'discard', { name }, `${name}.resume();`) };
}

function paused({ pause, flowsOn, resumed }: ReadingObserved): Objection | null {
  return pause === null || flowsOn || resumed === 'always' ? null : { how: 'paused', at: pause };
}

import { type NodeObservation, RESPONSES } from '../models-ts';
import type { RuleDescription } from '../rules';
import { both } from './both';
import { type Objection, objectRule, repairAt } from './object-rule';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'unconsumed-response',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** A response whose body a path neither reads nor gives up: its connection stays. */
export const unconsumedResponse = both(
  pathRule(DESCRIPTION, {
    kinds: RESPONSES,
    // The garbage collector gives up the bodies of fetch, some time.
    // An IncomingMessage has resume() and destroy(), and no body.
    wording: (kind, action) => (kind === 'response' && action !== 'hold' ? 'accept' : action),
    severityOf: (kind) => (kind === 'fetch-response' ? 'info' : 'warning'),
  }),
  objectRule(DESCRIPTION, judge),
);

/** A reader that is left in the middle keeps its connection. */
function judge(seen: NodeObservation): Objection | null {
  if (seen.what !== 'reader-left') return null;
  const { name } = seen.object;
  const statement = `${seen.waits ? 'await ' : ''}${name}.cancel();`;
  return {
    how: 'reader-left',
    at: seen.at,
    steps: [{ how: 'reader-made', at: seen.made }],
    repair: repairAt(seen.ahead, 'cancel', { name }, statement),
  };
}

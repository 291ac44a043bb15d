import { RESPONSES } from '../models-ts';
import type { RuleDescription } from '../rules';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'unconsumed-response',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths'],
};

/** A response whose body a path neither reads nor gives up: its connection stays. */
export const unconsumedResponse = pathRule(DESCRIPTION, {
  kinds: RESPONSES,
  // The garbage collector gives up the bodies of fetch, some time.
  // An IncomingMessage has resume() and destroy(), and no body.
  wording: (kind, action) => (kind === 'response' && action !== 'hold' ? 'accept' : action),
  severityOf: (kind) => (kind === 'fetch-response' ? 'info' : 'warning'),
});

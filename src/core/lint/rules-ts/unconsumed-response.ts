import { type Kind, RESPONSES } from '../models-ts';
import { pathRule } from './path-rule';

/** A response whose body a path neither reads nor gives up: its connection stays. */
export const unconsumedResponse = pathRule({
  id: 'unconsumed-response',
  kinds: RESPONSES,
  // The garbage collector gives up the bodies of fetch, some time.
  severity: (kind: Kind) => (kind === 'fetch-response' ? 'info' : 'warning'),
});

import { isDatagram } from './datagram';
import { eventRule } from './event-rule';
import { lostEnds } from './lost-end';
import type { Rule } from './rule';

const receivesAgain = eventRule(
  {
    id: 'eof-ignored',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths', 'program'],
  },
  'end-ignored',
  ({ place }, fn) => !isDatagram(fn, place),
);

/** recv(2) returns 0 for the peer's FIN: the loop receives again, and again, or what was told is lost. */
export const eofIgnored: Rule = {
  ...receivesAgain,
  check: (subject) => {
    const again = receivesAgain.check(subject);
    return again.length > 0 ? again : [...again, ...lostEnds(subject)];
  },
};

import { copiedOwners } from './copied-owner';
import { eventRule, isInChild, isOwnDescriptor } from './event-rule';
import type { Rule } from './rule';

const closedAgain = eventRule(
  {
    id: 'double-close',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths', 'program'],
  },
  'double-close',
  (event) => isOwnDescriptor(event) && !isInChild(event),
);

/** close(2): the number may name another descriptor by then, in a program with threads at any time. */
export const doubleClose: Rule = {
  ...closedAgain,
  check: (subject) => [...closedAgain.check(subject), ...copiedOwners(subject)],
};

import type { Event } from '../dataflow';
import { copiedOwners } from './copied-owner';
import { eventRule, isInChild, isOwnDescriptor } from './event-rule';
import type { Rule } from './rule';

/** `if (closesocket(fd) != 0) close(fd);`: on Windows a number is a socket or a file, and one of the two calls fails. */
const isOtherKind = ({ resource, how }: Event): boolean =>
  how === 'close' && resource?.closedBy?.callee.name === 'closesocket';

const closedAgain = eventRule(
  {
    id: 'double-close',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths', 'program'],
  },
  'double-close',
  (event) => isOwnDescriptor(event) && !isInChild(event) && !isOtherKind(event),
);

/** close(2): the number may name another descriptor by then, in a program with threads at any time. */
export const doubleClose: Rule = {
  ...closedAgain,
  check: (subject) => [...closedAgain.check(subject), ...copiedOwners(subject)],
};

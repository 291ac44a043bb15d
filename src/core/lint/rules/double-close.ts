import { eventRule, isInChild, isOwnDescriptor } from './event-rule';

/** close(2): the number may name another descriptor by then, in a program with threads at any time. */
export const doubleClose = eventRule(
  {
    id: 'double-close',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths'],
  },
  'double-close',
  (event) => isOwnDescriptor(event) && !isInChild(event),
);

import { eventRule, isInChild, isOwnDescriptor } from './event-rule';

/** The descriptor is used by a call after it was closed on the same path. */
export const useAfterClose = eventRule(
  {
    id: 'use-after-close',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths'],
  },
  'use-after-close',
  (event) => isOwnDescriptor(event) && !isInChild(event),
);

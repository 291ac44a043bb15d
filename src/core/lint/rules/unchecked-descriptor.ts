import { eventRule } from './event-rule';

/** Used on a path on which acquiring it failed. Calls with -1 fail with EBADF, so this is for information. */
export const uncheckedDescriptor = eventRule(
  {
    id: 'unchecked-descriptor',
    languages: ['c'],
    severity: 'info',
    tier: 'recommended',
    needs: ['paths'],
  },
  'failure-used',
  () => true,
);

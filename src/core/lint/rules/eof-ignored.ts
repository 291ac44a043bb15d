import { eventRule } from './event-rule';

/** recv(2) returns 0 for the peer's FIN; the loop receives again, and again. */
export const eofIgnored = eventRule(
  {
    id: 'eof-ignored',
    languages: ['c'],
    severity: 'warning',
    tier: 'recommended',
    needs: ['paths'],
  },
  'end-ignored',
  () => true,
);

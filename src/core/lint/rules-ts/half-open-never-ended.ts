import { factRule } from './fact-rule';

/** allowHalfOpen without an end of our own: CLOSE_WAIT by construction. */
export const halfOpenNeverEnded = factRule('half-open-never-ended', 'warning');

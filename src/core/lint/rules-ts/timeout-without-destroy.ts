import { factRule } from './fact-rule';

/** A timeout that closes nothing. */
export const timeoutWithoutDestroy = factRule('timeout-without-destroy', 'warning');

import { factRule } from './fact-rule';

/** A connection whose end nobody reads. */
export const finNeverRead = factRule('fin-never-read', 'warning');

import { factRule } from './fact-rule';

/** Two pipes of which the break of one side leaves the other open. */
export const pipeWithoutTeardown = factRule('pipe-without-teardown', 'warning');

import { SERVERS } from '../models-ts';
import { factRule } from './fact-rule';
import { pathRule } from './path-rule';
import { together } from './together';

/** A server that listens, and that a path of the function that closes it leaves open. */
export const serverNotClosed = together(
  pathRule({
    id: 'server-not-closed',
    kinds: SERVERS,
    severity: () => 'warning',
  }),
  factRule('server-not-closed', 'warning'),
);

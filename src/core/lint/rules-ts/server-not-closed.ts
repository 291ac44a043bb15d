import { SERVERS } from '../models-ts';
import { pathRule } from './path-rule';

/** A server that listens, and that a path of the function that closes it leaves open. */
export const serverNotClosed = pathRule({
  id: 'server-not-closed',
  kinds: SERVERS,
  severity: () => 'warning',
});

import { SERVERS } from '../models-ts';
import type { RuleDescription } from '../rules';
import { factRule } from './fact-rule';
import { pathRule } from './path-rule';
import { together } from './together';

const DESCRIPTION: RuleDescription = {
  id: 'server-not-closed',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** A server that listens, and that a path of the function that closes it leaves open. */
export const serverNotClosed = together(pathRule(DESCRIPTION, { kinds: SERVERS }), factRule(DESCRIPTION));

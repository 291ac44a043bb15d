import type { Kind } from '../models-ts';
import type { RuleDescription } from '../rules';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'raw-socket-unowned',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths'],
};

/** http has let go of the socket of an upgrade or a CONNECT: a path that drops it leaves it open for good. */
export const rawSocketUnowned = pathRule(DESCRIPTION, { kinds: new Set<Kind>(['raw-socket']) });

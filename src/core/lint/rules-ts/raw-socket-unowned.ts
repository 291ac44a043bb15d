import type { Kind } from '../models-ts';
import type { RuleDescription } from '../rules';
import { both } from './both';
import { objectRule } from './object-rule';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'raw-socket-unowned',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** http has let go of the socket of an upgrade or a CONNECT: a path that drops it leaves it open for good. */
export const rawSocketUnowned = both(
  pathRule(DESCRIPTION, { kinds: new Set<Kind>(['raw-socket']) }),
  objectRule(DESCRIPTION, (seen) =>
    seen.what === 'upgrade-only' ? { how: 'refused', at: seen.at, values: { client: seen.client } } : null,
  ),
);

import { type NodeObservation, SERVERS } from '../models-ts';
import type { RuleDescription } from '../rules';
import { both } from './both';
import { neverEndedField } from './field-kept';
import { type Objection, objectRule } from './object-rule';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'server-not-closed',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** A server that listens, and that a path of the function that closes it leaves open. */
export const serverNotClosed = both(
  pathRule(DESCRIPTION, { kinds: SERVERS }),
  objectRule(DESCRIPTION, judge),
);

/** A class does not close what it keeps, or a function what it says is for a moment only: for a test, or to find a port. */
function judge(seen: NodeObservation): Objection | null {
  if (seen.what === 'field-kept') return seen.listens ? neverEndedField(seen, SERVERS) : null;
  if (seen.what !== 'listening' || seen.lookedAfter) return null;
  const how = seen.inTest ? 'in-test' : seen.tellsPort ? 'port' : null;
  return how === null ? null : { how, at: seen.at };
}

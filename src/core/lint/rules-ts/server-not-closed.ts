import { type NodeObservation, SERVERS } from '../models-ts';
import type { RuleDescription } from '../rules';
import { both } from './both';
import { neverEndedField } from './field-kept';
import { type Objection, objectRule, repairAt } from './object-rule';
import { pathRule } from './path-rule';

const DESCRIPTION: RuleDescription = {
  id: 'server-not-closed',
  languages: ['typescript'],
  severity: 'warning',
  tier: 'recommended',
  needs: ['paths', 'objects'],
};

/** A server that listens and that a path leaves open, or that waits for ever for what it accepted. */
export const serverNotClosed = both(
  pathRule(DESCRIPTION, { kinds: SERVERS }),
  objectRule(DESCRIPTION, judge),
);

/** A class does not close what it keeps, or a function what it says is for a moment only: for a test, or to find a port. */
function judge(seen: NodeObservation): Objection | null {
  if (seen.what === 'field-kept') return seen.listens ? neverEndedField(seen, SERVERS) : null;
  if (seen.what === 'no-closer')
    return SERVERS.has(seen.object.kind)
      ? { how: 'no-closer', at: seen.at, tier: 'strict', values: { klass: seen.klass } }
      : null;
  if (seen.what === 'server-waits') {
    const { at, list, kept, ahead, object } = seen;
    if (list === null && object.kind === 'net-server')
      return { how: 'waits-unkept', at, steps: [{ how: 'create', at: kept }] };
    if (list === null) {
      const { name } = object;
      const statement = `for (const each of ${name}.clients) each.terminate();`;
      const repair = repairAt(ahead, 'clients', { name }, statement);
      return { how: 'clients', at, steps: [{ how: 'create', at: kept }], repair };
    }
    return { how: 'waits', at, values: { list }, steps: [{ how: 'kept-in', at: kept }] };
  }
  if (seen.what !== 'listening' || seen.lookedAfter) return null;
  const how = seen.inTest ? 'in-test' : seen.tellsPort ? 'port' : null;
  return how === null ? null : { how, at: seen.at };
}

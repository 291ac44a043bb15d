import { captureRule } from '../capture-rule';
import { MAXIMUM_CITED } from '../thresholds';

/** Most connections were captured in one direction only: it is the capture, not the connections. */
export const captureOneSidedLargely = captureRule(
  { id: 'capture-one-sided-largely', severities: ['warning'] },
  (facts) => {
    // Asked first: the findings of every connection would be made for it.
    if (facts.circumstances.completeness.directions === 'both') return [];
    const oneSided = facts.withFinding('capture-one-sided');
    const { length } = facts.tracker.connections;
    if (oneSided.length < 2) return [];
    return [
      {
        kind: 'most',
        endpoint: null,
        sureness: 'proven',
        since: oneSided[0].found.since,
        seconds: null,
        evidence: facts.circumstances.cite(oneSided.slice(0, MAXIMUM_CITED).map(({ found }) => found.since)),
        connections: oneSided.map(({ connection }) => connection.id),
        values: { count: oneSided.length, total: length },
      },
    ];
  },
);

import { Threshold } from '../../findings';
import { claimOf, endpointKey, groupedBy, processKey, tableRule } from '../table-rule';

/** Many sockets of one endpoint and one process are in CLOSE_WAIT at the same moment: a leak, not an accident. */
export const closeWaitPileUp = tableRule('close-wait-pile-up', (facts) => {
  const rows = facts.table.rows.filter(({ state, tool }) => state === 'CLOSE_WAIT' && tool !== 'conntrack');
  const piles = groupedBy(rows, (row) => `${endpointKey(facts, row)} ${processKey(row)}`)
    .filter((group) => group.length >= Threshold.pileUp)
    .map((group) => {
      const isServer = facts.isServer(group[0]);
      return claimOf(group, {
        kind: isServer ? 'server' : 'client',
        severity: isServer ? 'error' : 'warning',
        sureness: 'likely',
        address: isServer ? group[0].local : group[0].peer,
      });
    });
  const counted = facts.table.counts
    .filter(({ state, count }) => state === 'CLOSE_WAIT' && count >= Threshold.pileUp)
    .map(({ line, count }) =>
      claimOf([], {
        kind: 'counted',
        severity: 'error',
        sureness: 'likely',
        lines: [line],
        values: { count },
      }),
    );
  return [...piles, ...counted];
});

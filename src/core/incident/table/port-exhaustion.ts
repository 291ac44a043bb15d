import { Threshold } from '../../findings';
import { claimOf, groupedBy, tableRule } from '../table-rule';
import { routeOf } from './time-wait-pile-up';

/** Nearly all local ports towards one server are taken. */
export const portExhaustion = tableRule('port-exhaustion', (facts) => {
  const rows = facts.table.rows.filter(
    (row) => row.peer !== null && row.state !== 'LISTEN' && !facts.isServer(row),
  );
  return groupedBy(rows, routeOf)
    .filter((group) => group.length >= Threshold.localPorts * Threshold.exhaustedPart)
    .map((group) => {
      const values = { ports: Threshold.localPorts };
      return claimOf(group, {
        kind: 'range',
        severity: 'warning',
        sureness: 'possible',
        address: group[0].peer,
        values,
      });
    });
});

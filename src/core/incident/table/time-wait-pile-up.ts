import { Threshold } from '../../findings';
import type { SocketRow } from '../../sockets';
import { claimOf, groupedBy, tableRule } from '../table-rule';

/** TIME_WAIT of one local address towards one server: every one keeps a local port. */
export const routeOf = ({ listing, local, peer }: SocketRow): string =>
  `${listing} ${local?.host} ${peer?.host} ${peer?.port}`;

/** Very many connections to one server were closed from here a moment ago: they are not reused. */
export const timeWaitPileUp = tableRule('time-wait-pile-up', (facts) => {
  const rows = facts.table.rows.filter(({ state, peer }) => state === 'TIME_WAIT' && peer !== null);
  const piles = groupedBy(rows, (row) =>
    facts.isServer(row) ? `${row.listing} at ${row.local?.port}` : routeOf(row),
  )
    .filter((group) => group.length >= Threshold.timeWaitPileUp)
    .map((group) => {
      const isServer = facts.isServer(group[0]);
      const address = isServer ? group[0].local : group[0].peer;
      const kind = isServer ? 'server' : 'client';
      return claimOf(group, { kind, severity: 'info', sureness: 'proven', address });
    });
  const counted = facts.table.counts
    .filter(({ state, count }) => state === 'TIME_WAIT' && count >= Threshold.timeWaitPileUp)
    .map(({ line, count }) =>
      claimOf([], {
        kind: 'counted',
        severity: 'info',
        sureness: 'proven',
        lines: [line],
        values: { count },
      }),
    );
  return [...piles, ...counted];
});

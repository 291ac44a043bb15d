import type { SocketRow } from '../../sockets';
import { countsFin } from '../table-facts';
import { claimOf, type TableClaim, tableRule } from '../table-rule';

/** A listening socket whose queue of finished connections is full: the kernel drops what comes. And the kernel's count of such. */
export const acceptQueueOverflow = tableRule('accept-queue-overflow', ({ table }) => [
  ...table.rows.flatMap((row) => fullQueue(row) ?? []),
  ...table.counters.flatMap(({ id, line, count }) =>
    id === 'overflows' && count > 0 ? [counted(line, count)] : [],
  ),
]);

function fullQueue(row: SocketRow): TableClaim | null {
  const { state, recvQ, listenLimit } = row;
  if (state !== 'LISTEN' || recvQ === null || listenLimit === null || recvQ === 0) return null;
  // Linux takes one more than the limit (sk_acceptq_is_full).
  const isFull = countsFin(row) ? recvQ > listenLimit : recvQ >= listenLimit;
  if (!isFull) return null;
  const values = { waiting: recvQ, limit: listenLimit };
  return claimOf([row], { kind: 'full', severity: 'error', sureness: 'proven', values });
}

/** The counter never goes down: it may tell of last year. */
const counted = (line: number, count: number): TableClaim =>
  claimOf([], {
    kind: 'counted',
    severity: 'info',
    sureness: 'proven',
    lines: [line],
    values: { count },
  });

import { countsFin } from '../table-facts';
import { claimOf, tableRule } from '../table-rule';

/** A listening socket whose queue of finished connections is full: the kernel drops what comes. */
export const acceptQueueOverflow = tableRule('accept-queue-overflow', ({ table }) =>
  table.rows.flatMap((row) => {
    const { state, recvQ, listenLimit } = row;
    if (state !== 'LISTEN' || recvQ === null || listenLimit === null || recvQ === 0) return [];
    // Linux takes one more than the limit (sk_acceptq_is_full).
    const isFull = countsFin(row) ? recvQ > listenLimit : recvQ >= listenLimit;
    if (!isFull) return [];
    const values = { waiting: recvQ, limit: listenLimit };
    return [claimOf([row], { kind: 'full', severity: 'error', sureness: 'proven', values })];
  }),
);

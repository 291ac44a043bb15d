import { claimOf, tableRule } from '../table-rule';

/** A SYN was repeated, and nothing has answered it. */
export const noAnswer = tableRule('no-answer', ({ table }) =>
  table.rows.flatMap((row) => {
    if (row.state !== 'SYN_SENT' || row.timer?.kind !== 'on' || (row.timer.retries ?? 0) < 1) return [];
    const values = { retries: row.timer.retries ?? 0, next: row.timer.seconds ?? 0 };
    return [claimOf([row], { kind: 'repeated', severity: 'warning', sureness: 'proven', values })];
  }),
);

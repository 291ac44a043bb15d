import { claimOf, tableRule } from '../table-rule';

/** A SYN was repeated, and nothing has answered it; or a monitor saw no answer. */
export const noAnswer = tableRule('no-answer', ({ table }) =>
  table.rows.flatMap((row) => {
    if (row.state !== 'SYN_SENT') return [];
    if (row.tool === 'zeek')
      return [claimOf([row], { kind: 'monitored', severity: 'warning', sureness: 'likely' })];
    if (row.timer?.kind !== 'on' || (row.timer.retries ?? 0) < 1) return [];
    const values = { retries: row.timer.retries ?? 0, next: row.timer.seconds ?? 0 };
    return [claimOf([row], { kind: 'repeated', severity: 'warning', sureness: 'proven', values })];
  }),
);

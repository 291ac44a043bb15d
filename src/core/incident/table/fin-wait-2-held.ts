import { claimOf, tableRule } from '../table-rule';

/**
 * FIN_WAIT_2 of a socket that a process still holds: it was half-closed by shutdown(), and no timer ends it. After
 * close() the socket has no process, and the kernel ends it after net.ipv4.tcp_fin_timeout.
 */
export const finWait2Held = tableRule('fin-wait-2-held', (facts) =>
  facts.table.rows.flatMap((row) => {
    if (row.state !== 'FIN_WAIT_2' || facts.holdingOf(row).held !== true) return [];
    const kind = row.timer?.kind === 'off' ? 'without-timer' : 'held';
    return [claimOf([row], { kind, severity: 'warning', sureness: 'proven' })];
  }),
);

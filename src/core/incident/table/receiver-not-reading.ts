import { claimOf, tableRule } from '../table-rule';

/** Unread bytes from here on are more than a reading program leaves for a moment: a whole segment train of 64 KiB. */
const MUCH = 1 << 16;

/** A program that leaves received bytes in the buffer, or a peer that does: its window is closed. */
export const receiverNotReading = tableRule('receiver-not-reading', (facts) =>
  facts.table.rows.flatMap((row) => {
    if (row.timer?.kind === 'persist') {
      const values = { bytes: row.sendQ ?? 0, next: row.timer.seconds ?? 0 };
      return [claimOf([row], { kind: 'peer', severity: 'warning', sureness: 'proven', values })];
    }
    if (row.state !== 'ESTABLISHED' || (row.recvQ ?? 0) === 0 || facts.holdingOf(row).held !== true)
      return [];
    const severity = (row.recvQ ?? 0) >= MUCH ? 'warning' : 'info';
    const values = { bytes: row.recvQ ?? 0 };
    return [claimOf([row], { kind: 'own', severity, sureness: 'possible', values })];
  }),
);

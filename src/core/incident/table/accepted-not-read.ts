import { countsFin } from '../table-facts';
import { claimOf, tableRule } from '../table-rule';

/** The peer has closed, a process holds the socket, and bytes that came before the FIN are still in its buffer. */
export const acceptedNotRead = tableRule('accepted-not-read', (facts) =>
  facts.table.rows.flatMap((row) => {
    if (row.state !== 'CLOSE_WAIT' || row.recvQ === null || facts.holdingOf(row).held !== true) return [];
    const bytes = row.recvQ - 1;
    if (bytes < 1) return [];
    const kind = countsFin(row) ? 'with-fin' : 'queue';
    const values = { bytes, queue: row.recvQ };
    return [
      claimOf([row], { kind, severity: 'warning', sureness: 'proven', values, seconds: sinceFin(row) }),
    ];
  }),
);

/** The FIN is at least as old as the last acknowledgment, which it carried or preceded. */
export const sinceFin = ({
  lastAcknowledged,
}: {
  readonly lastAcknowledged: number | null;
}): number | null => (lastAcknowledged === null ? null : lastAcknowledged / 1000);

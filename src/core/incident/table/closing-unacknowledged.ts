import { claimOf, tableRule } from '../table-rule';

const CLOSING: ReadonlySet<string | null> = new Set(['FIN_WAIT_1', 'CLOSING', 'LAST_ACK']);

/** The program has closed, and the kernel still sends what it left behind: no part of the program waits for it. */
export const closingUnacknowledged = tableRule('closing-unacknowledged', ({ table }) =>
  table.rows.flatMap((row) => {
    if (!CLOSING.has(row.state) || row.sendQ === null || row.sendQ === 0 || row.processes.length > 0)
      return [];
    return [
      claimOf([row], {
        kind: 'orphan',
        severity: 'info',
        sureness: 'proven',
        values: { bytes: row.sendQ },
      }),
    ];
  }),
);

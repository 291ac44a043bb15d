import { formatSocketAddress } from '../../sockets';
import { claimOf, tableRule } from '../table-rule';

/** Node's report: a connection whose descriptor is open and which still has its peer, read from or not. */
export const descriptorHeld = tableRule('descriptor-held', ({ table }) =>
  table.rows.flatMap((row) => {
    if (row.tool !== 'node-report' || row.peer === null) return [];
    const paused = row.reading === false;
    return [
      claimOf([row], {
        kind: paused ? 'paused' : 'reading',
        severity: paused ? 'warning' : 'info',
        sureness: paused ? 'likely' : 'proven',
        values: { peer: formatSocketAddress(row.peer), fd: row.processes[0]?.fd ?? '?' },
      }),
    ];
  }),
);

import { claimOf, tableRule } from '../table-rule';

/** conntrack: a half-closed connection that a router or firewall will forget while both ends may go on with it. */
export const middleboxForgets = tableRule('middlebox-forgets', ({ table }) =>
  table.rows.flatMap((row) => {
    if (row.tool !== 'conntrack' || row.state !== 'CLOSE_WAIT') return [];
    const kind = row.forgottenIn === null ? 'unknown' : row.translated ? 'translated' : 'tracked';
    const values = { forgotten: row.forgottenIn ?? 0 };
    return [claimOf([row], { kind, severity: 'warning', sureness: 'proven', values })];
  }),
);

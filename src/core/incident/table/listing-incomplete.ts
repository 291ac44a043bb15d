import type { SocketTool } from '../../sockets';
import { claimOf, tableRule } from '../table-rule';

/** Tools whose rows have a state each, unless they were asked for sockets in certain states only. */
const STATES_ARE_ROWS: ReadonlySet<SocketTool> = new Set([
  'ss',
  'netstat',
  'netstat-windows',
  'netstat-bsd',
  'powershell',
  'sockstat',
]);

/** What a listing could not show, said before anything is concluded from what is not in it. */
export const listingIncomplete = tableRule('listing-incomplete', ({ table }) => {
  const withInodes = new Set(table.rows.flatMap(({ inode, listing }) => (inode === null ? [] : [listing])));
  const withStates = new Set(table.rows.flatMap(({ state, listing }) => (state === null ? [] : [listing])));
  return table.listings.flatMap((listing, at) => {
    const told = (kind: string) => [
      claimOf([], {
        kind,
        severity: 'info',
        sureness: 'proven',
        lines: [listing.firstLine],
        values: { count: listing.rows },
      }),
    ];
    if (listing.again === true) return [];
    if (STATES_ARE_ROWS.has(listing.tool) && !withStates.has(at)) return told('no-states');
    if (listing.tool === 'conntrack') return told('middlebox');
    if (listing.tool === 'lsof') return told('descriptors');
    if (listing.tool === 'node-report') return told('one-process');
    if (listing.tool === 'tcpstates') return told('changes');
    if (listing.tool === 'tcplife') return told('lives');
    if (listing.tool === 'zeek') return told('monitor');
    // Of this machine's own sockets whose holders are not all to be looked at, the command says what root would add.
    if (listing.tool === 'proc' && listing.partial) return [];
    if (listing.partial && listing.showsProcesses) return told('partial');
    return listing.showsProcesses || withInodes.has(at) ? [] : told('no-processes');
  });
});

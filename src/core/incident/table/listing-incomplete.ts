import { claimOf, tableRule } from '../table-rule';

/** What a listing could not show, said before anything is concluded from what is not in it. */
export const listingIncomplete = tableRule('listing-incomplete', ({ table }) => {
  const withInodes = new Set(table.rows.flatMap(({ inode, listing }) => (inode === null ? [] : [listing])));
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
    if (listing.tool === 'conntrack') return told('middlebox');
    if (listing.tool === 'lsof') return told('descriptors');
    if (listing.tool === 'node-report') return told('one-process');
    if (listing.tool === 'tcpstates') return told('changes');
    if (listing.tool === 'tcplife') return told('lives');
    // Of this machine's own sockets whose holders are not all to be looked at, the command says what root would add.
    if (listing.tool === 'proc' && listing.partial) return [];
    if (listing.partial && listing.showsProcesses) return told('partial');
    return listing.showsProcesses || withInodes.has(at) ? [] : told('no-processes');
  });
});

import { addressOf } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import { stateNamed } from '../state-names';
import type { TableReader } from './table-reader';

/**
 * tcpstates of bcc and bpftrace: a line a change of state, `SKADDR C-PID C-COMM [IP] LADDR LPORT RADDR RPORT OLDSTATE ->
 * NEWSTATE MS`. The process is the one that ran when it happened, often the idle task in an interrupt: not the owner.
 */
const ROW =
  /^\s*(?:\d\d:\d\d:\d\d\s+|[\d.]+\s+)?([0-9a-fx]{8,18})\s+\d+\s+\S.*?\s+(?:[46]\s+)?([0-9a-f.:]+)\s+(\d+)\s+([0-9a-f.:]+)\s+(\d+)\s+([A-Z_0-9]+)\s+->\s+([A-Z_0-9]+)\s+([\d.]+)\s*$/;

export const tcpstates: TableReader = {
  tool: 'tcpstates',
  row(text) {
    const [, , local, localPort, peer, peerPort, before, after, spent] = ROW.exec(text) ?? [];
    if (local === undefined) return null;
    const [from, to] = [stateNamed(before), stateNamed(after)];
    if (from === null || to === null) return null;
    return rowDraft('tcpstates', {
      state: to,
      local: addressOf(local, localPort),
      peer: to === 'LISTEN' ? null : addressOf(peer, peerPort),
      changes: [{ from, to, milliseconds: Number(spent) }],
    });
  },
  isHeader: (text) => /^\s*(?:TIME\S*\s+)?SKADDR\s+C-PID\s+C-COMM\b/.test(text),
  looksLikeRow: (text) =>
    /\s->\s+[A-Z_]+\s+[\d.]+\s*$/.test(text) && /^\s*(?:\S+\s+)?[0-9a-fx]{8,18}\s/.test(text),
};

/** A connection is one row: a later change of the same one goes on where the earlier one ended. */
export function joinChanges(rows: readonly RowDraft[]): RowDraft[] {
  const joined: RowDraft[] = [];
  const last = new Map<string, RowDraft>();
  for (const row of rows) {
    const key = row.tool === 'tcpstates' ? JSON.stringify([row.listing, row.local, row.peer]) : '';
    const before = last.get(key);
    if (row.tool === 'tcpstates' && before?.state === row.changes[0]?.from && before !== undefined) {
      before.changes = [...before.changes, ...row.changes];
      before.state = row.state;
      before.line = row.line;
      continue;
    }
    joined.push(row);
    if (row.tool === 'tcpstates') last.set(key, row);
  }
  return joined;
}

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

/** The kernel's address of each row's socket. */
const SOCKETS = new WeakMap<RowDraft, string>();

export const tcpstates: TableReader = {
  tool: 'tcpstates',
  row(text) {
    const [, socket, local, localPort, peer, peerPort, before, after, spent] = ROW.exec(text) ?? [];
    if (local === undefined) return null;
    const [from, to] = [stateNamed(before), stateNamed(after)];
    if (from === null || to === null) return null;
    const row = rowDraft('tcpstates', {
      state: to,
      local: addressOf(local, localPort),
      peer: to === 'LISTEN' ? null : addressOf(peer, peerPort),
      changes: [{ from, to, milliseconds: Number(spent) }],
    });
    SOCKETS.set(row, socket);
    return row;
  },
  isHeader: (text) => /^\s*(?:TIME\S*\s+)?SKADDR\s+C-PID\s+C-COMM\b/.test(text),
  looksLikeRow: (text) =>
    /\s->\s+[A-Z_]+\s+[\d.]+\s*$/.test(text) && /^\s*(?:\S+\s+)?[0-9a-fx]{8,18}\s/.test(text),
};

/** Of events of one entry of conntrack's (-E), or listings of it one behind another, the last: what it was before is over. */
function onlyLast(rows: readonly RowDraft[]): readonly RowDraft[] {
  const keyOf = ({ listing, local, peer }: RowDraft) => JSON.stringify([listing, local, peer]);
  const last = new Map(rows.flatMap((row) => (row.tool === 'conntrack' ? [[keyOf(row), row] as const] : [])));
  return rows.filter((row) => row.tool !== 'conntrack' || last.get(keyOf(row)) === row);
}

/**
 * lsof lists a socket for each thread and each process that holds it, and for each of its descriptors: it is one, with several
 * holders.
 */
function heldOnce(rows: readonly RowDraft[]): readonly RowDraft[] {
  const first = new Map<string, RowDraft>();
  return rows.filter((row) => {
    if (row.tool !== 'lsof' || row.local === null || row.peer === null) return true;
    const key = JSON.stringify([row.listing, row.local, row.peer, row.state]);
    const same = first.get(key);
    if (same === undefined) {
      first.set(key, row);
      return true;
    }
    const known = new Set(same.processes.map(({ pid, fd }) => `${pid} ${fd}`));
    const others = row.processes.filter(({ pid, fd }) => !known.has(`${pid} ${fd}`));
    if (others.length > 0) same.processes = [...same.processes, ...others];
    return false;
  });
}

/**
 * A connection is one row: a later change of the same one goes on where the earlier one ended. The kernel gives a client's socket
 * its port between the first two changes.
 */
export function joinChanges(rows: readonly RowDraft[]): RowDraft[] {
  const joined: RowDraft[] = [];
  const last = new Map<string, RowDraft>();
  for (const row of heldOnce(onlyLast(rows))) {
    const of = (...ends: unknown[]) => JSON.stringify([row.listing, ...ends]);
    const unbound = of(SOCKETS.get(row), row.peer);
    const key = row.tool === 'tcpstates' ? of(row.local, row.peer) : '';
    const before = last.get(key) ?? last.get(unbound);
    if (row.tool === 'tcpstates' && before?.state === row.changes[0]?.from && before !== undefined) {
      before.changes = [...before.changes, ...row.changes];
      before.state = row.state;
      before.local = row.local;
      last.delete(unbound);
      last.set(key, before);
      before.line = row.line;
      continue;
    }
    joined.push(row);
    if (row.tool === 'tcpstates') last.set(row.local?.port === 0 ? unbound : key, row);
  }
  return joined;
}

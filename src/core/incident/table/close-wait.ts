import { Threshold } from '../../findings';
import type { SocketRow } from '../../sockets';
import { countsFin, type TableFacts } from '../table-facts';
import { claimOf, type TableClaim, tableRule } from '../table-rule';
import { sinceFin } from './accepted-not-read';

/** The peer has closed, and the program that holds the socket has not; what its queue says of why. */
export const closeWait = tableRule('close-wait', (facts) =>
  facts.table.rows.flatMap((row) => {
    if (row.state !== 'CLOSE_WAIT' || row.tool === 'conntrack') return [];
    const kind = kindOf(facts, row);
    return kind === null ? [] : [claimOfRow(row, kind)];
  }),
);

/** null: another finding says it better (never accepted, not read). */
function kindOf(facts: TableFacts, row: SocketRow): string | null {
  if (row.tool === 'tcpstates') return 'recorded';
  if (row.tool === 'zeek') return 'monitored';
  const { held } = facts.holdingOf(row);
  if (held === false) return facts.isServer(row) ? null : 'unseen';
  if (held === null) return row.processes.length > 0 ? 'owner' : 'unseen';
  if (row.recvQ === null) return 'held';
  if (row.recvQ > 1) return null;
  return countsFin(row) ? (row.recvQ === 1 ? 'unread-fin' : 'read') : 'held';
}

function claimOfRow(row: SocketRow, kind: string): TableClaim {
  const before = row.changes.at(-1);
  const seconds = sinceFin(row);
  const values = before === undefined ? {} : { before: before.milliseconds / 1000, beforeState: before.from };
  const lasts = seconds !== null && seconds >= Threshold.closeWarning;
  return claimOf([row], {
    kind,
    severity: 'warning',
    sureness: lasts ? 'proven' : 'possible',
    seconds,
    values,
  });
}

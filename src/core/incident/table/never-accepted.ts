import { Threshold } from '../../findings';
import type { SocketRow } from '../../sockets';
import type { TableFacts } from '../table-facts';
import { claimOf, endpointKey, groupedBy, plural, type TableClaim, tableRule } from '../table-rule';

/**
 * Connections that came in and that no descriptor refers to: the kernel finished the handshake, and the program has not
 * called accept(). A socket that was closed is in another state, for close() sends the FIN.
 */
export const neverAccepted = tableRule('never-accepted', (facts) => [
  ...inState(facts, 'CLOSE_WAIT', 'closed'),
  ...inState(facts, 'ESTABLISHED', 'waiting'),
  ...queues(facts),
]);

function inState(facts: TableFacts, state: SocketRow['state'], kind: string): TableClaim[] {
  const rows = facts.table.rows.filter(
    (row) => row.state === state && facts.isServer(row) && facts.holdingOf(row).held === false,
  );
  return groupedBy(rows, (row) => endpointKey(facts, row)).map((group) => {
    const [first] = group;
    const sure = group.every((row) => facts.holdingOf(row).sureness === 'proven');
    return claimOf(group, {
      kind: `${kind}-${plural(group)}`,
      severity: kind === 'closed' || group.length >= Threshold.pileUp ? 'warning' : 'info',
      sureness: sure ? 'proven' : 'likely',
      process: facts.listeningProcess(first),
    });
  });
}

/** The listening socket's own count, where it is not full: what waits at this moment. */
function queues({ table }: TableFacts): TableClaim[] {
  return table.rows.flatMap((row) => {
    const { state, recvQ, listenLimit } = row;
    if (
      state !== 'LISTEN' ||
      recvQ === null ||
      recvQ === 0 ||
      recvQ > (listenLimit ?? Number.POSITIVE_INFINITY)
    )
      return [];
    return [
      claimOf([row], {
        kind: `queue-${recvQ === 1 ? 'one' : 'many'}`,
        severity: recvQ >= Threshold.pileUp ? 'warning' : 'info',
        sureness: 'proven',
        values: { waiting: recvQ },
      }),
    ];
  });
}

import { claimOf, tableRule } from '../table-rule';

/** What the kernel has counted of connections that were not ended as they should; the counts go back to its start. */
export const kernelCounters = tableRule('kernel-counters', ({ table }) =>
  table.counters.flatMap(({ id, line, count }) =>
    id === 'overflows' || count === 0
      ? []
      : [claimOf([], { kind: id, severity: 'info', sureness: 'proven', lines: [line], values: { count } })],
  ),
);

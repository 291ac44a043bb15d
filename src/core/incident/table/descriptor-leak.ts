import type { SocketRow } from '../../sockets';
import { claimOf, groupedBy, plural, processKey, tableRule } from '../table-rule';

/** What most systems allow a process by default (RLIMIT_NOFILE); a number close to it shows where this ends. */
const COMMON_LIMIT = 1024;
const CLOSE_TO_LIMIT = 0.9;

/** `sock ... protocol: TCP` on Linux, `TCP *:* (CLOSED)` on macOS and the BSDs. */
const isUnconnected = ({ tool, local, peer, state }: SocketRow): boolean =>
  tool === 'lsof' && peer === null && (local === null || (state === 'CLOSED' && local.port === null));

/** lsof: descriptors of TCP sockets that are in no table of the kernel's any more. */
export const descriptorLeak = tableRule('descriptor-leak', ({ table }) => {
  const rows = table.rows.filter(isUnconnected);
  return groupedBy(rows, processKey).map((group) => {
    const highest = group.reduce((most, { processes }) => Math.max(most, processes[0]?.fd ?? 0), 0);
    const isNear = highest >= COMMON_LIMIT * CLOSE_TO_LIMIT && highest < COMMON_LIMIT;
    return claimOf(group, {
      kind: `${plural(group)}${isNear ? '-near-limit' : ''}`,
      severity: 'warning',
      sureness: 'likely',
      values: { highest, limit: COMMON_LIMIT },
    });
  });
});

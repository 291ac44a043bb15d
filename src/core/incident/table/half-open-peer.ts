import type { SocketRow } from '../../sockets';
import { claimOf, tableRule } from '../table-rule';

/** Retransmissions of one segment before the peer counts as unreachable: by then the timer has doubled three times (RFC 6298). */
const RETRANSMISSIONS = 3;

/** The retransmission timer runs and has fired again and again: nothing of what was sent is acknowledged. */
export const halfOpenPeer = tableRule('half-open-peer', ({ table }) =>
  table.rows.flatMap((row) => {
    const { timer, state } = row;
    if (timer?.kind !== 'on' || (timer.retries ?? 0) < RETRANSMISSIONS) return [];
    if (state === 'SYN_SENT' || state === 'SYN_RECEIVED' || state === null) return [];
    const seconds = silence(row);
    // The peer acknowledged something while the timer ran: data is lost, the peer is there.
    if (seconds !== null && seconds < 1) return [];
    return [
      claimOf([row], {
        kind: seconds === null ? 'retransmitting' : 'silent',
        severity: 'warning',
        sureness: seconds === null ? 'likely' : 'proven',
        seconds,
        values: { retries: timer.retries ?? 0, next: timer.seconds ?? 0 },
      }),
    ];
  }),
);

/** Seconds since anything came from the peer, data or an acknowledgment. */
function silence({ lastReceived, lastAcknowledged }: SocketRow): number | null {
  const known = [lastReceived, lastAcknowledged].filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known) / 1000;
}

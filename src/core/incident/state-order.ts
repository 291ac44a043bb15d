import type { TcpStateName } from '../tcp';

/** The states that may directly follow a state (RFC 9293 section 3.3.2; a reset or the kernel's timers end each of them). */
const NEXT: Readonly<Partial<Record<TcpStateName, readonly TcpStateName[]>>> = {
  LISTEN: ['SYN_RECEIVED'],
  SYN_SENT: ['SYN_RECEIVED', 'ESTABLISHED', 'CLOSED'],
  SYN_RECEIVED: ['ESTABLISHED', 'FIN_WAIT_1', 'CLOSE_WAIT', 'CLOSED'],
  ESTABLISHED: ['FIN_WAIT_1', 'CLOSE_WAIT', 'CLOSED'],
  FIN_WAIT_1: ['FIN_WAIT_2', 'CLOSING', 'TIME_WAIT', 'CLOSED'],
  FIN_WAIT_2: ['TIME_WAIT', 'CLOSED'],
  CLOSING: ['TIME_WAIT', 'CLOSED'],
  CLOSE_WAIT: ['LAST_ACK', 'CLOSED'],
  LAST_ACK: ['CLOSED'],
  TIME_WAIT: ['CLOSED'],
};

/** Whether one end of one connection can be in `later` after it was in `earlier`. A state does not follow itself. */
export function follows(later: TcpStateName, earlier: TcpStateName): boolean {
  const next = NEXT[earlier] ?? [];
  return next.includes(later) || next.some((state) => follows(later, state));
}

/** States of an end to which its peer's FIN has come. */
const AFTER_PEERS_FIN: ReadonlySet<TcpStateName> = new Set([
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
]);
/** States of an end that has closed its sending side. */
const AFTER_OWN_FIN: ReadonlySet<TcpStateName> = new Set([
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
]);

/** What lies between two states of one end: the packet that a recording of the first one does not hold. */
export type Missing = 'peers-fin' | 'own-fin' | 'both-fins' | 'answer' | 'end';

export function missingBetween(earlier: TcpStateName, later: TcpStateName): Missing {
  if (later === 'CLOSED') return 'end';
  const peers = AFTER_PEERS_FIN.has(later) && !AFTER_PEERS_FIN.has(earlier);
  const own = AFTER_OWN_FIN.has(later) && !AFTER_OWN_FIN.has(earlier);
  if (peers && own) return 'both-fins';
  return peers ? 'peers-fin' : own ? 'own-fin' : 'answer';
}

import { type EndpointView, isReset } from './endpoint-view';

/** What the packets make of a CLOSE_WAIT. The order of the tests is the order of what they prove. */
export type CloseWaitKind =
  /** The program closed after all. */
  | 'closed-later'
  /** This end reset the connection instead of closing it. */
  | 'aborted'
  /** It sent data on, and the peer, closed for good, answered with RST. */
  | 'write-after-close'
  /** It sends on, and the peer takes it: a half-close in use. */
  | 'still-sending'
  /** Its peer's FIN is not acknowledged: it may not have arrived. */
  | 'unacknowledged'
  /** Over, or the capture is, before a program could be called slow. */
  | 'brief'
  | 'never-accepted'
  | 'unanswered'
  /** A client's. */
  | 'pool'
  | 'after-data'
  /** The capture began too late to say more. */
  | 'unexplained';

/** Seconds that a busy program may take to close; the kernel needs none. */
const PATIENCE = 1;

export function closeWaitKind(view: EndpointView): CloseWaitKind {
  if (view.left !== null && !isReset(view.left)) return 'closed-later';
  if (view.left?.sender === view.side) return 'aborted';
  if (view.sentAfterFin) return view.left === null ? 'still-sending' : 'write-after-close';
  if (view.certainty === 'inferred' && view.peerState === 'FIN_WAIT_1') return 'unacknowledged';
  if (view.seconds !== null && view.seconds < PATIENCE) return 'brief';
  return view.side === 'client' ? 'pool' : serverKind(view);
}

function serverKind({ fromTheStart, bytes, peerBytes }: EndpointView): CloseWaitKind {
  if ((bytes ?? 0) > 0) return 'after-data';
  if (!fromTheStart || bytes === null || peerBytes === null) return 'unexplained';
  return peerBytes === 0 ? 'never-accepted' : 'unanswered';
}

import type { Endpoint } from './endpoint';
import { windowBytes } from './receive-window';

/** RFC 6928: what a sender may have in flight before any acknowledgment. */
const INITIAL_WINDOW_SEGMENTS = 10;
const DEFAULT_SEGMENT_SIZE = 1460;

/** Notes whether `x` could send a FIN now, were it to close: with its peer's or the congestion window full it could not. */
export function noteBlocked(x: Endpoint, peer: Endpoint): void {
  x.blocked = x.handshakeDone && (peer.window === 0 || x.missesAck || cannotSendMore(x, peer));
}

/** What it has in flight fills its peer's window or a congestion window. */
function cannotSendMore(x: Endpoint, peer: Endpoint): boolean {
  const flight = x.inFlight(peer);
  if (flight === 0) return false;
  if (x.retransmitting) return true;
  const segmentSize = peer.maximumSegmentSize > 0 ? peer.maximumSegmentSize : DEFAULT_SEGMENT_SIZE;
  if (flight < segmentSize) return false;
  if (flight >= INITIAL_WINDOW_SEGMENTS * segmentSize) return true;
  return peer.window > 0 && windowBytes(peer, x) - flight < segmentSize;
}

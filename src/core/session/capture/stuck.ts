import { Threshold } from '../../findings';
import { type Connection, Known, type Tracker } from '../../flow';
import type { Side } from '../../tcp';

/**
 * The endpoint that stayed in CLOSE_WAIT, never sending its own FIN, to the end of the connection or of the
 * capture; null when neither did.
 */
export function stuckSide(connection: Connection, tracker: Tracker): Side | null {
  if (hangs(connection, 'server', tracker)) return 'server';
  return hangs(connection, 'client', tracker) ? 'client' : null;
}

function hangs(connection: Connection, side: Side, tracker: Tracker): boolean {
  const since = connection[side].closeWaitSince;
  if (since < 0) return false;
  const seconds = stuckSeconds(connection, side, tracker);
  // Without times there is nothing to measure: what the capture ends with counts.
  return seconds === null || seconds >= Threshold.closeWarning;
}

/** Seconds from its peer's FIN to the reset that ended it, or to the end of the capture; null without times. */
export function stuckSeconds(connection: Connection, side: Side, tracker: Tracker): number | null {
  const packets = tracker.packets;
  const since = connection[side].closeWaitSince;
  if (since < 0 || (packets.known(since) & Known.time) === 0) return null;
  const ended = connection.client.resetSent || connection.server.resetSent;
  const end = ended ? packets.time(connection.lastTimed) : tracker.lastTime;
  return end - (packets.seconds(since) + packets.nanoseconds(since) * 1e-9);
}

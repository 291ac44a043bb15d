import type { CaptureReading } from './capture-reading';
import { stuckSide } from './stuck';

/** Index from 0 of the first packet since which an endpoint stays half-closed; null where none does. */
export function firstTrouble(reading: CaptureReading): number | null {
  const { tracker } = reading.recorder;
  let first = -1;
  for (const connection of tracker.connections) {
    const side = stuckSide(connection, tracker);
    if (side === null) continue;
    const since = connection[side].closeWaitSince;
    if (first < 0 || since < first) first = since;
  }
  return first < 0 ? null : first;
}

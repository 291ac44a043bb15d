import type { InterfaceInfo } from '../capture-reader';
import type { Clock } from './timestamp';

/** An interface of a section, as its packets need it. */
export interface CaptureInterface {
  readonly info: InterfaceInfo;
  readonly clock: Clock;
  readonly fcsLength: number;
  /** Drops that packet blocks report one by one; the statistics block counts from the capture's beginning. */
  droppedBetweenPackets: number;
  droppedInAll: number;
}

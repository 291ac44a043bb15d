import type { LayerSink } from '../../decode';
import type { PrintedPacket } from './printed-packet';

/** What the scanners of one packet share. */
export interface ScanContext {
  readonly packet: PrintedPacket;
  /** Index of a host name; -1 when no more names are kept. */
  readonly internName: (name: string) => number;
  /** Set for the details pane only: collects each field with its characters. */
  readonly trace: LayerSink | null;
}

import type { ShownPacket } from './shown-packet';
import { isHeading, readSummaryLine } from './summary-line';

/** Tells the rows that Wireshark and tshark print from other text, whatever form they were printed in. */
export class WiresharkText {
  private exported = false;

  /** True: the line is a row, and `shown` says what it shows. */
  reads(text: string, shown: ShownPacket): boolean {
    if (isHeading(text)) {
      this.exported = true;
      return false;
    }
    return readSummaryLine(text, shown, this.exported);
  }
}

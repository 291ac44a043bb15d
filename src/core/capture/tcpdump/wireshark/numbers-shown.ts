import { TcpFlag } from '../../../tcp';
import type { ShownPacket } from './shown-packet';

/** Whether the columns that were chosen hold acknowledgment numbers: without them no end is known to have heard the other. */
export class NumbersShown {
  private acknowledging = 0;
  private shown = false;
  private told = false;

  take({ flags, ack, missing }: ShownPacket): void {
    // Of a row that is cut, the columns are not known.
    if (missing !== '') return;
    if (flags >= 0 && (flags & TcpFlag.ACK) !== 0) this.acknowledging++;
    if (ack >= 0) this.shown = true;
  }

  /** True once, where segments acknowledge and none shows what. */
  tellMissing(): boolean {
    if (this.told || this.shown || this.acknowledging === 0) return false;
    this.told = true;
    return true;
  }
}

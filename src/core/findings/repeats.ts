import { NO_PACKET, type PacketIndex } from '../tcp';
import { MAXIMUM_CITED } from './thresholds';

const NONE: readonly PacketIndex[] = [];

/** One kind of segment (SYN, FIN ...) of one end: the first, and each time it was sent again. */
export class Repeats {
  private cited: PacketIndex[] | null = null;
  count = 0;
  last = NO_PACKET;
  private lastTime = Number.NaN;

  /** The first of them, as many as a finding cites. */
  get packets(): readonly PacketIndex[] {
    return this.cited ?? NONE;
  }

  get first(): PacketIndex {
    return this.cited?.[0] ?? NO_PACKET;
  }

  /** Notes one; sooner than `least` seconds after the one before it is a copy of the frame and does not count. */
  add(index: PacketIndex, time: number, least: number): void {
    if (this.count > 0 && time - this.lastTime < least) return;
    this.count++;
    this.last = index;
    this.lastTime = time;
    if (this.cited === null) this.cited = [index];
    else if (this.cited.length < MAXIMUM_CITED) this.cited.push(index);
  }

  clear(): void {
    if (this.count === 0) return;
    this.cited = null;
    this.count = 0;
    this.last = NO_PACKET;
    this.lastTime = Number.NaN;
  }
}

import { MAXIMUM_CITED } from './thresholds';

/** One kind of segment (SYN, FIN ...) of one end: the first, and each time it was sent again. */
export class Repeats {
  readonly packets: number[] = [];
  count = 0;
  last = -1;
  private lastTime = Number.NaN;

  get first(): number {
    return this.packets[0] ?? -1;
  }

  /** Notes one; sooner than `least` seconds after the one before it is a copy of the frame and does not count. */
  add(index: number, time: number, least: number): void {
    if (this.count > 0 && time - this.lastTime < least) return;
    this.count++;
    this.last = index;
    this.lastTime = time;
    if (this.packets.length < MAXIMUM_CITED) this.packets.push(index);
  }

  clear(): void {
    if (this.count === 0) return;
    this.packets.length = 0;
    this.count = 0;
    this.last = -1;
    this.lastTime = Number.NaN;
  }
}

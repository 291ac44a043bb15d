import { type Connection, Known, type Tracker } from '../flow';
import type { Side } from '../tcp';
import type { ResetStory } from './reset-story';
import { SideStory } from './side-story';

/** One connection as the findings read it: its facts, and what one walk over its packets adds. */
export class Story {
  readonly client = new SideStory('client');
  readonly server = new SideStory('server');
  reset: ResetStory | null = null;

  constructor(
    readonly tracker: Tracker,
    readonly connection: Connection,
  ) {}

  /** Seconds of the capture's clock; NaN where the packet has no time, or there is no packet. */
  time(index: number): number {
    if (index < 0) return Number.NaN;
    const { packets } = this.tracker;
    if ((packets.known(index) & Known.time) === 0) return Number.NaN;
    return packets.seconds(index) + packets.nanoseconds(index) * 1e-9;
  }

  /** Seconds from one packet to another; `to` -1 stands for the end of the capture. NaN unknown. */
  between(from: number, to: number): number {
    return (to < 0 ? this.tracker.lastTime : this.time(to)) - this.time(from);
  }

  /** The same to the microsecond; null where it is unknown. */
  seconds(from: number, to: number): number | null {
    const span = this.between(from, to);
    return Number.isNaN(span) ? null : Math.round(Math.max(0, span) * 1e6) / 1e6;
  }

  /** The handshake was captured, so that "no data" means none at all. */
  get fromTheStart(): boolean {
    return this.connection.roleBy === 'syn' || this.connection.roleBy === 'syn-ack';
  }

  /** Payload bytes that an end sent; null where lengths are not all known. */
  bytes(side: Side): number | null {
    return this.connection.lengthsKnown ? this.connection[side].bytes : null;
  }

  /** The packets, without -1 and repetitions, in order. */
  cite(...packets: readonly number[]): number[] {
    return [...new Set(packets.filter((index) => index >= 0))].sort((a, b) => a - b);
  }
}

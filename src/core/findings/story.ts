import { type Connection, Known, type Tracker } from '../flow';
import { otherSide, type PacketIndex, type Side } from '../tcp';
import type { Circumstances } from './circumstances';
import type { Evidence } from './evidence';
import type { ResetStory } from './reset-story';
import { SideStory } from './side-story';

/** One connection as the findings read it: its facts, and what one walk over its packets adds. */
export class Story {
  readonly client = new SideStory('client');
  readonly server = new SideStory('server');
  reset: ResetStory | null = null;

  readonly tracker: Tracker;

  constructor(
    readonly circumstances: Circumstances,
    readonly connection: Connection,
  ) {
    this.tracker = circumstances.observation.tracker;
  }

  /** Seconds of the capture's clock, which compare within one window only; NaN where the packet has no time, or there is no packet. */
  time(index: PacketIndex): number {
    if (index < 0) return Number.NaN;
    const { packets } = this.tracker;
    if ((packets.known(index) & Known.time) === 0) return Number.NaN;
    return packets.seconds(index) + packets.nanoseconds(index) * 1e-9;
  }

  /** Seconds from one packet to another; `to` -1 stands for the end of the window. NaN unknown, or across a gap. */
  between(from: PacketIndex, to: PacketIndex): number {
    const { observation } = this.circumstances;
    return to < 0 ? observation.toTheEnd(from) : observation.between(from, to);
  }

  /** The same to the microsecond; null where it is unknown. */
  seconds(from: PacketIndex, to: PacketIndex): number | null {
    return this.circumstances.observation.seconds(from, to);
  }

  /** The handshake was captured, so that "no data" means none at all. */
  get fromTheStart(): boolean {
    return this.connection.roleBy === 'syn' || this.connection.roleBy === 'syn-ack';
  }

  /** The end of which nothing was recorded, though the other's acknowledgments show that it is there; null: none. */
  get unrecorded(): Side | null {
    const unseen: Side = this.server.packets === 0 ? 'server' : 'client';
    const seen = this[otherSide(unseen)];
    if (this[unseen].packets > 0 || seen.packets < 2) return null;
    return seen.firstAck >= 0 || seen.synAck.count > 0 ? unseen : null;
  }

  /** The recording held all of it, as far as it shows: what is absent from it did not happen. */
  get isComplete(): boolean {
    const { loss, flagsOnly } = this.circumstances.completeness;
    const { client, server } = this.connection;
    const isWhole = loss !== 'heavy' && !flagsOnly && client.unseen === 0 && server.unseen === 0;
    return isWhole && this.unrecorded === null;
  }

  /** Payload bytes that an end sent; null where lengths are not all known. */
  bytes(side: Side): number | null {
    return this.connection.lengthsKnown ? this.connection[side].bytes : null;
  }

  /** The packets as evidence, without -1 and repetitions, in order. */
  cite(...packets: readonly PacketIndex[]): Evidence[] {
    const there = [...new Set(packets.filter((index) => index >= 0))];
    return this.circumstances.cite(there.sort((a, b) => a - b));
  }
}

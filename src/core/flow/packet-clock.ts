import { NO_PACKET, type PacketIndex, packetIndex } from '../tcp';
import { Known, type PacketColumns } from './packet-columns';

const NANOSECONDS = 1e9;

/** No packet. */
export const NEVER = NO_PACKET;

/**
 * Tells how long ago another packet came, from the columns. Connections remember packets, not times: those are looked
 * at only where they decide, and a packet's index is a small integer, which costs nothing to keep.
 */
export class PacketClock {
  /** The packet at hand. */
  now = packetIndex(0);

  constructor(private readonly packets: PacketColumns) {}

  /** Nanoseconds since a packet, exact; below 0 where the capture's clock went back, NaN where a time is missing. */
  since(packet: PacketIndex): number {
    const { packets, now } = this;
    if (packet < 0 || (packets.known(packet) & packets.known(now) & Known.time) === 0) return Number.NaN;
    const seconds = packets.seconds(now) - packets.seconds(packet);
    return seconds * NANOSECONDS + packets.nanoseconds(now) - packets.nanoseconds(packet);
  }

  /** Seconds from a packet to the one at hand; no packet and a missing time count as 0. */
  secondsSince(packet: PacketIndex): number {
    return this.packets.time(this.now) - this.packets.time(packet);
  }

  /** A packet came before another by the capture's clock. */
  isEarlier(packet: PacketIndex, other: PacketIndex): boolean {
    return this.packets.time(packet) < this.packets.time(other);
  }
}

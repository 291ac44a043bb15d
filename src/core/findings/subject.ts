import { PacketKind } from '../decode';
import { type Connection, Known, type Tracker } from '../flow';
import { NO_PACKET, type PacketIndex, TcpFlag } from '../tcp';
import type { Circumstances } from './circumstances';
import type { Evidence } from './evidence';

/** One connection as it is judged: its facts, and the recording around it. */
export class Subject {
  readonly tracker: Tracker;

  constructor(
    readonly circumstances: Circumstances,
    readonly connection: Connection,
  ) {
    this.tracker = circumstances.observation.tracker;
  }

  /** The first SYN of the client; -1: none. Of facts alone it is known where the connection begins with it. */
  get clientSyn(): PacketIndex {
    const { tracker, connection } = this;
    return beginsWithSyn(tracker, connection) ? connection.firstPacket : NO_PACKET;
  }

  /** Seconds of the capture's clock, which compare within one window only; NaN where the packet has no time, or there is no packet. */
  time(index: PacketIndex): number {
    if (index < 0) return Number.NaN;
    const { packets } = this.tracker;
    if ((packets.known(index) & Known.time) === 0) return Number.NaN;
    return packets.seconds(index) + packets.nanoseconds(index) * 1e-9;
  }

  /** Both packets are on one clock, with the recording going on between them. */
  isWhole(from: PacketIndex, to: PacketIndex): boolean {
    return this.circumstances.observation.timeline.isWhole(from, to);
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

  /** The packets as evidence, without -1 and repetitions, in order. */
  cite(...packets: readonly PacketIndex[]): Evidence[] {
    const there = [...new Set(packets.filter((index) => index >= 0))];
    return this.circumstances.cite(there.sort((a, b) => a - b));
  }
}

const { SYN, ACK, RST } = TcpFlag;

/** Whether the first packet of a connection is a SYN of its client. */
export function beginsWithSyn({ packets }: Tracker, { firstPacket }: Connection): boolean {
  const flags = packets.flags(firstPacket) & (SYN | ACK | RST);
  return flags === SYN && packets.kind(firstPacket) === PacketKind.tcp && packets.fromClient(firstPacket);
}

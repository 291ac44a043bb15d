import { seqToNumber, toSeq } from '../../bytes';
import { type Connection, Known, NO_CONNECTION } from '../../flow';
import type { PacketIndex, PacketNumber, Side } from '../../tcp';
import {
  AddressFamily,
  certaintyOf,
  formatAddress,
  formatEndpoint,
  type PackedState,
  stateName,
} from '../../tcp';
import type { CaptureRecorder } from './capture-recorder';
import type { EndpointState } from './views';

/** The numbers and names of packets and connections, as the columns and tables hold them, in the form that views show. */
export class PacketValues {
  private readonly endpointNames = new Map<number, string>();

  constructor(
    private readonly recorder: CaptureRecorder,
    /** Host names of a text log, by the index that stands for an address. */
    private readonly hostNames: () => readonly string[],
  ) {}

  /** Decimal seconds with the capture's digits; null where there is no time. */
  time(index: PacketIndex): string | null {
    const packets = this.recorder.tracker.packets;
    if ((packets.known(index) & Known.time) === 0) return null;
    const digits = packets.timeDigits(index);
    return decimalSeconds(packets.seconds(index), packets.nanoseconds(index), digits);
  }

  /** Seconds of the capture's clock, NaN where there is no time. */
  seconds(index: PacketIndex): number {
    const packets = this.recorder.tracker.packets;
    if ((packets.known(index) & Known.time) === 0) return Number.NaN;
    return packets.seconds(index) + packets.nanoseconds(index) * 1e-9;
  }

  number(index: PacketIndex): PacketNumber {
    return this.recorder.printedNumbers.of(index);
  }

  connectionOf(index: PacketIndex): Connection | null {
    const id = this.recorder.tracker.packets.connection(index);
    return id === NO_CONNECTION ? null : this.recorder.tracker.connections.get(id);
  }

  sender(index: PacketIndex): Side {
    return (this.recorder.tracker.packets.known(index) & Known.fromClient) !== 0 ? 'client' : 'server';
  }

  /** `192.0.2.1:33482` */
  endpoint(connection: Connection, side: Side): string {
    const key = connection.id * 2 + (side === 'client' ? 0 : 1);
    const held = this.endpointNames.get(key);
    if (held !== undefined) return held;
    const name = this.nameEndpoint(connection, side);
    if (this.endpointNames.size > 50_000) this.endpointNames.clear();
    this.endpointNames.set(key, name);
    return name;
  }

  /** An address alone: family and words as in `Segment`. */
  address([family, w0, w1, w2, w3]: readonly [number, number, number, number, number]): string {
    if (family === AddressFamily.name) return this.hostNames()[w3] ?? '?';
    return formatAddress(family as AddressFamily, w0, w1, w2, w3);
  }

  port(connection: Connection, side: Side): number {
    return this.recorder.tracker.table.addressOf(connection, side === 'client')[4];
  }

  /** The absolute sequence number; null where it is not known. */
  seq(index: PacketIndex): number | null {
    return this.absolute(index, Known.seq, this.recorder.tracker.packets.seq(index));
  }

  ack(index: PacketIndex): number | null {
    return this.absolute(index, Known.ack, this.recorder.tracker.packets.ack(index));
  }

  relativeSeq(index: PacketIndex): number | null {
    const sender = this.sender(index);
    return this.relative(index, Known.seq, this.recorder.tracker.packets.seq(index), sender);
  }

  relativeAck(index: PacketIndex): number | null {
    const receiver = this.sender(index) === 'client' ? 'server' : 'client';
    return this.relative(index, Known.ack, this.recorder.tracker.packets.ack(index), receiver);
  }

  private absolute(index: PacketIndex, bit: number, value: number): number | null {
    const wanted = bit | Known.absolute;
    if ((this.recorder.tracker.packets.known(index) & wanted) !== wanted) return null;
    return seqToNumber(toSeq(value));
  }

  /** Relative as in Wireshark: 0 is the SYN; mid-stream the first number seen is 1. */
  private relative(index: PacketIndex, bit: number, value: number, of: Side): number | null {
    const known = this.recorder.tracker.packets.known(index);
    const connection = this.connectionOf(index);
    if ((known & bit) === 0 || connection === null || !connection[of].seqKnown) return null;
    if (((known & Known.absolute) !== 0) !== connection.absolute) return null;
    return seqToNumber(toSeq(value - connection[of].initialSeq));
  }

  private nameEndpoint(connection: Connection, side: Side): string {
    const [w0, w1, w2, w3, port, family] = this.recorder.tracker.table.addressOf(
      connection,
      side === 'client',
    );
    if (family === AddressFamily.name) return `${this.hostNames()[w3] ?? '?'}:${port}`;
    return formatEndpoint(family as AddressFamily, w0, w1, w2, w3, port);
  }
}

export function endpointState(packed: PackedState): EndpointState {
  return { state: stateName(packed), certainty: certaintyOf(packed) };
}

/** `-4.999999` is 1000 ns after -5 s: whole seconds count down before 1970, and nanoseconds always up. */
function decimalSeconds(seconds: number, nanoseconds: number, digits: number): string {
  const before = seconds < 0;
  const borrows = before && nanoseconds > 0;
  const whole = `${before ? '-' : ''}${Math.abs(borrows ? seconds + 1 : seconds)}`;
  if (digits === 0) return whole;
  const fraction = borrows ? 1e9 - nanoseconds : nanoseconds;
  return `${whole}.${String(fraction).padStart(9, '0').slice(0, digits)}`;
}

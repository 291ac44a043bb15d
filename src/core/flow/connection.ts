import type { ConnectionId, PacketIndex } from '../tcp';
import { Endpoint } from './endpoint';
import { NEVER } from './packet-clock';

/** How the client was told from the server. */
export type RoleGuess = 'syn' | 'syn-ack' | 'port' | 'first-sender';

/** One TCP connection: a 4-tuple from one opening to the next. */
export class Connection {
  readonly client = new Endpoint();
  readonly server = new Endpoint();
  /** Numbers are absolute; false in a text log whose numbers count from a base that the log does not hold. */
  absolute = true;
  /** An end was seen to send data: without a SYN, the only sign that the connection is open. */
  dataSeen = false;
  /** A segment without SYN, FIN and RST was seen: no filter on flags keeps them out. */
  plainSeen = false;
  /** Every segment's payload length was known: byte counts hold. */
  lengthsKnown = true;
  packets = 0;
  /** Packets that sequence analysis calls retransmissions. */
  retransmissions = 0;
  /** Both ends are the same address and port: a socket that has connected to itself. */
  toItself = false;
  /** Rows of ICMP errors about it, which `packets` does not count. */
  icmpErrors = 0;
  lastPacket: PacketIndex;
  /** What was seen of it: Wireshark's bits, see analysis/completeness.ts. */
  completeness = 0;
  /** Its newest SYN's packet, -1 none; nanoseconds from there to the first ACK without SYN, NaN unknown. */
  synPacket = NEVER;
  initialRoundTrip = Number.NaN;
  /** The packet of that ACK, -1 none. */
  roundTripPacket = NEVER;
  /** Who sent the first FIN or RST that counted. */
  closedFirst: Endpoint | null = null;
  /** Zeek's letters, see history.ts. */
  history = '';
  /** The first and the last packet that has a time; -1 none. */
  firstTimed = NEVER;
  lastTimed = NEVER;

  constructor(
    /** From 0 in order of appearance. */
    readonly id: ConnectionId,
    readonly firstPacket: PacketIndex,
    readonly roleBy: RoleGuess,
    /** The client is the tuple's first address (the sender of the packet that made the table's entry). */
    readonly clientIsFirst: boolean,
    /** The connection that used the same 4-tuple before, or -1. */
    readonly previous: ConnectionId,
  ) {
    this.lastPacket = firstPacket;
  }

  /** A packet of its has a time. */
  get timeKnown(): boolean {
    return this.lastTimed !== NEVER;
  }
}

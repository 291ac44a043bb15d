import type { Seq } from '../bytes';
import { FourTuple } from '../tcp';
import { QuotedSegment } from './quoted-segment';

/** What a packet turned out to be. Everything but `tcp` is a row of its own, with no connection. */
export const PacketKind = {
  /** A TCP segment whose ports, at least, were read. */
  tcp: 0,
  udp: 1,
  icmp: 2,
  arp: 3,
  /** Another IP protocol, or another Ethertype: named when the row is shown. */
  other: 4,
  /** An IP fragment that is not the first: its TCP header is in another packet. */
  fragment: 5,
  /** The snap length or a broken header cut it before the ports. */
  truncated: 6,
  /** Header fields contradict each other or the data; never decoded into garbage. */
  malformed: 7,
  /** The capture's link type is not one that is decoded here. */
  unsupportedLink: 8,
} as const;
export type PacketKind = (typeof PacketKind)[keyof typeof PacketKind];

/** Which way the recorder's own machine had a packet: Linux' cooked headers and the marks of `-i any` say it. */
export const Direction = { unknown: 0, received: 1, sent: 2 } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];

/** A TCP checksum that is `unset` was left to the network card: so it is on the machine that sends, before it leaves. */
export const Checksum = { unknown: 0, whole: 1, unset: 2 } as const;
export type Checksum = (typeof Checksum)[keyof typeof Checksum];

/** A window scale that a SYN may have offered behind where its options were cut. */
export const SCALE_CUT = -2;

/**
 * One TCP segment as the tracker sees it. The decoder and the text reader own one each and refill it, so
 * nothing is allocated per packet. What the capture does not show has its `...Known` field false.
 */
export class Segment extends FourTuple {
  kind: PacketKind = 0;

  timeKnown = false;
  /** Whole seconds: since 1970, or what a text log counts from. */
  seconds = 0;
  nanoseconds = 0;
  /** Decimal digits of the fraction that the capture gives. */
  timeDigits = 6;

  /** TcpFlag bits. */
  flags = 0;
  flagsKnown = true;
  seq = 0 as Seq;
  seqKnown = true;
  ack = 0 as Seq;
  /** The ACK bit is set and the number was read. */
  ackKnown = true;
  /** A text log's line ends in the number, which may lack digits: `ack` holds what is there, and `ackKnown` is false. */
  ackDoubtful = false;
  /**
   * False where a text log printed the two numbers relative to a base that is not in the log. They are then
   * consistent among themselves (one offset per direction), and the absolute numbers are unknown.
   */
  absolute = true;
  /** As in the header, not scaled. */
  window = 0;
  windowKnown = true;
  /** Payload bytes, by the IP header's length, not by what was captured. */
  length = 0;
  lengthKnown = true;
  /** The frame's payload bytes were at least partly captured, so a keep-alive's garbage byte etc. can be told. */
  urgentPointer = 0;

  /** From the options; -1 where absent. Only filled when `hasOptions` (SYN segments always, others where cheap). */
  maximumSegmentSize = -1;
  /** SCALE_CUT where the options were cut before it. */
  windowScale = -1;
  sackPermitted = false;
  /** SACK block edges, `sackCount` pairs: left, right. Relative like the ack where `absolute` is false. */
  readonly sack: Int32Array = new Int32Array(8);
  sackCount = 0;
  timestampKnown = false;
  timestampValue = 0;
  timestampEcho = 0;
  /** A TCP Fast Open option is present; its cookie's length, 0 for a request, -1 for no option. */
  fastOpenCookieLength = -1;

  /** Time to live or hop limit of the innermost IP header; 0 unknown. */
  hopLimit = 0;
  /** IPv4's identification; -1 where there is none, or it is not shown. */
  ipId = -1;

  direction: Direction = Direction.unknown;
  /** Looked at where the segment opens or closes. */
  checksum: Checksum = Checksum.unknown;

  /** The segment that an ICMP error message is about. */
  readonly quoted = new QuotedSegment();

  /** Interface index over the file, 0 to 255 (255: 255 or more). */
  interfaceId = 0;

  reset(): void {
    this.kind = PacketKind.other;
    this.timeKnown = false;
    this.seconds = 0;
    this.nanoseconds = 0;
    this.timeDigits = 6;
    this.family = 0;
    this.source0 = this.source1 = this.source2 = this.source3 = 0;
    this.destination0 = this.destination1 = this.destination2 = this.destination3 = 0;
    this.sourcePort = this.destinationPort = 0;
    this.flags = 0;
    this.flagsKnown = true;
    this.seq = 0 as Seq;
    this.seqKnown = true;
    this.ack = 0 as Seq;
    this.ackKnown = false;
    this.ackDoubtful = false;
    this.absolute = true;
    this.window = 0;
    this.windowKnown = true;
    this.length = 0;
    this.lengthKnown = true;
    this.urgentPointer = 0;
    this.hopLimit = 0;
    this.ipId = -1;
    this.direction = Direction.unknown;
    this.checksum = Checksum.unknown;
    this.quoted.present = false;
    this.interfaceId = 0;
    this.resetOptions();
  }

  resetOptions(): void {
    this.maximumSegmentSize = -1;
    this.windowScale = -1;
    this.sackPermitted = false;
    this.sackCount = 0;
    this.timestampKnown = false;
    this.timestampValue = 0;
    this.timestampEcho = 0;
    this.fastOpenCookieLength = -1;
  }
}

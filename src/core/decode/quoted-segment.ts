import { i32be, type Seq, toSeq, u16be } from '../bytes';
import { AddressFamily, FourTuple } from '../tcp';
import { icmpQuotes } from './names/icmp-types';

const ICMP_HEADER = 8;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
/** Ports and sequence number: what every ICMP error quotes of TCP (RFC 792: eight bytes). */
const TCP_QUOTED = 8;
const PROTOCOL_TCP = 6;
const OFFSET_MASK = 0x1fff;

/** What an ICMP error message says, and of which TCP segment. One is refilled for every packet. */
export class QuotedSegment extends FourTuple {
  /** False: the packet is not an ICMP error about TCP. */
  present = false;
  ipVersion: 4 | 6 = 4;
  type = 0;
  code = 0;

  seq: Seq = toSeq(0);
  seqKnown = false;

  /** Reads the message at `at`; bytes from `limit` on are not of it. Leaves `present` false where it quotes no TCP. */
  read(bytes: Uint8Array, at: number, limit: number, version: 4 | 6): void {
    if (!icmpQuotes(version, bytes[at])) return;
    const header = at + ICMP_HEADER;
    const transport =
      version === 4 ? this.readIpv4(bytes, header, limit) : this.readIpv6(bytes, header, limit);
    if (transport < 0 || transport + TCP_QUOTED > limit) return;
    this.ipVersion = version;
    this.type = bytes[at];
    this.code = bytes[at + 1];
    this.sourcePort = u16be(bytes, transport);
    this.destinationPort = u16be(bytes, transport + 2);
    this.seq = toSeq(i32be(bytes, transport + 4));
    this.seqKnown = true;
    this.present = true;
  }

  copyFrom(other: QuotedSegment): void {
    Object.assign(this, other);
  }

  /** Where the quoted TCP header begins; -1: it is not TCP, or not all there. */
  private readIpv4(bytes: Uint8Array, at: number, limit: number): number {
    if (at + IPV4_HEADER > limit || bytes[at] >>> 4 !== 4 || bytes[at + 9] !== PROTOCOL_TCP) return -1;
    if ((u16be(bytes, at + 6) & OFFSET_MASK) !== 0) return -1;
    this.family = AddressFamily.ipv4;
    this.source0 = this.source1 = this.source2 = 0;
    this.source3 = i32be(bytes, at + 12);
    this.destination0 = this.destination1 = this.destination2 = 0;
    this.destination3 = i32be(bytes, at + 16);
    return at + Math.max(IPV4_HEADER, (bytes[at] & 0x0f) << 2);
  }

  private readIpv6(bytes: Uint8Array, at: number, limit: number): number {
    if (at + IPV6_HEADER > limit || bytes[at] >>> 4 !== 6 || bytes[at + 6] !== PROTOCOL_TCP) return -1;
    this.family = AddressFamily.ipv6;
    this.source0 = i32be(bytes, at + 8);
    this.source1 = i32be(bytes, at + 12);
    this.source2 = i32be(bytes, at + 16);
    this.source3 = i32be(bytes, at + 20);
    this.destination0 = i32be(bytes, at + 24);
    this.destination1 = i32be(bytes, at + 28);
    this.destination2 = i32be(bytes, at + 32);
    this.destination3 = i32be(bytes, at + 36);
    return at + IPV6_HEADER;
  }
}

import { AddressFamily } from './address';

/**
 * The addresses and ports of a segment's two ends, which name its connection (RFC 9293 section 3.3.1). One is refilled for
 * every packet.
 *
 * An address is four signed 32-bit words. IPv4: words 0 to 2 are 0 and word 3 the address. IPv6: all four. A host name in a
 * text log: family `name`, word 3 an index into the reader's list of names.
 */
export class FourTuple {
  family: AddressFamily = AddressFamily.none;
  source0 = 0;
  source1 = 0;
  source2 = 0;
  source3 = 0;
  destination0 = 0;
  destination1 = 0;
  destination2 = 0;
  destination3 = 0;
  /** 0 where a text log does not print it. */
  sourcePort = 0;
  destinationPort = 0;

  /** Becomes the same as another, of its own. */
  take(other: FourTuple): void {
    this.family = other.family;
    this.source0 = other.source0;
    this.source1 = other.source1;
    this.source2 = other.source2;
    this.source3 = other.source3;
    this.destination0 = other.destination0;
    this.destination1 = other.destination1;
    this.destination2 = other.destination2;
    this.destination3 = other.destination3;
    this.sourcePort = other.sourcePort;
    this.destinationPort = other.destinationPort;
  }
}

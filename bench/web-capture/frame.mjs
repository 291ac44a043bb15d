// Lays out Ethernet frames: IPv4 or IPv6, TCP with its options, UDP.

export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

const ETHERNET = 14;
const TCP = 6;
const UDP = 17;
const NOP = 1;

/** One buffer that holds the frame laid out last. */
export class FrameBuilder {
  bytes = Buffer.alloc(1 << 16);
  length = 0;

  /**
   * Lays out a segment and returns where its payload of `payloadLength` bytes is to be put.
   * `segment`: from, to (each `{mac, address, port}`), seq, ack, flags, window, options (Buffer), identification.
   */
  tcp(segment, payloadLength) {
    const { bytes } = this;
    const header = 20 + segment.options.length;
    const at = this.network(segment, TCP, header + payloadLength);
    bytes.writeUInt16BE(segment.from.port, at);
    bytes.writeUInt16BE(segment.to.port, at + 2);
    bytes.writeUInt32BE(segment.seq >>> 0, at + 4);
    bytes.writeUInt32BE(segment.ack >>> 0, at + 8);
    bytes[at + 12] = (header >> 2) << 4;
    bytes[at + 13] = segment.flags;
    bytes.writeUInt16BE(segment.window, at + 14);
    // Left to the network card, as on any host that captures its own traffic.
    bytes.writeUInt16BE(0xfe28, at + 16);
    bytes.writeUInt16BE(0, at + 18);
    segment.options.copy(bytes, at + 20);
    return at + header;
  }

  /** Lays out a UDP datagram; returns where its payload goes. */
  udp(datagram, payloadLength) {
    const { bytes } = this;
    const at = this.network(datagram, UDP, 8 + payloadLength);
    bytes.writeUInt16BE(datagram.from.port, at);
    bytes.writeUInt16BE(datagram.to.port, at + 2);
    bytes.writeUInt16BE(8 + payloadLength, at + 4);
    bytes.writeUInt16BE(0, at + 6);
    return at + 8;
  }

  network(packet, protocol, payloadLength) {
    const { from, to } = packet;
    to.mac.copy(this.bytes, 0);
    from.mac.copy(this.bytes, 6);
    return from.address.length === 4
      ? this.ipv4(packet, protocol, payloadLength)
      : this.ipv6(packet, protocol, payloadLength);
  }

  ipv4({ from, to, identification }, protocol, payloadLength) {
    const { bytes } = this;
    const at = ETHERNET;
    bytes.writeUInt16BE(0x0800, 12);
    bytes[at] = 0x45;
    bytes[at + 1] = 0;
    bytes.writeUInt16BE(20 + payloadLength, at + 2);
    bytes.writeUInt16BE(identification & 0xffff, at + 4);
    bytes.writeUInt16BE(0x4000, at + 6);
    bytes[at + 8] = from.hops;
    bytes[at + 9] = protocol;
    bytes.writeUInt16BE(0, at + 10);
    from.address.copy(bytes, at + 12);
    to.address.copy(bytes, at + 16);
    bytes.writeUInt16BE(internetChecksum(bytes, at, 20), at + 10);
    this.length = at + 20 + payloadLength;
    return at + 20;
  }

  ipv6({ from, to }, protocol, payloadLength) {
    const { bytes } = this;
    const at = ETHERNET;
    bytes.writeUInt16BE(0x86dd, 12);
    bytes.writeUInt32BE(0x60000000, at);
    bytes.writeUInt16BE(payloadLength, at + 4);
    bytes[at + 6] = protocol;
    bytes[at + 7] = from.hops;
    from.address.copy(bytes, at + 8);
    to.address.copy(bytes, at + 24);
    this.length = at + 40 + payloadLength;
    return at + 40;
  }
}

/** RFC 1071. */
function internetChecksum(bytes, at, length) {
  let sum = 0;
  for (let i = at; i < at + length; i += 2) sum += bytes.readUInt16BE(i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** The options of a SYN as Linux sends them: MSS, SACK permitted, timestamps, window scale. */
export function synOptions(segmentSize, scale, timestamps) {
  const options = [2, 4, segmentSize >> 8, segmentSize & 0xff];
  if (timestamps === null) options.push(NOP, NOP, 4, 2);
  else options.push(4, 2, 8, 10, ...words(timestamps));
  options.push(NOP, 3, 3, scale);
  return Buffer.from(options);
}

const NO_OPTIONS = Buffer.alloc(0);

/** The options of any other segment: timestamps where both ends have them, and the blocks received beyond a hole. */
export function segmentOptions(timestamps, blocks = []) {
  const options = timestamps === null ? [] : [NOP, NOP, 8, 10, ...words(timestamps)];
  if (blocks.length > 0) options.push(NOP, NOP, 5, 2 + blocks.length * 4, ...words(blocks));
  return options.length === 0 ? NO_OPTIONS : Buffer.from(options);
}

const words = (values) =>
  values.flatMap((word) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff]);

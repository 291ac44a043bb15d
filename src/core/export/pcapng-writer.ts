import type { PcapKind, WrittenPacket } from './pcap-writer';

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const TIME_RESOLUTION = 9;
const FRAME_CHECK_LENGTH = 13;

const padded = (length: number): number => length + (-length & 3);

/** A block: type, length, body padded to 32 bits, length again (draft-ietf-opsawg-pcapng, section 3.1). */
export function pcapngBlock(type: number, body: Uint8Array, little = true): Uint8Array {
  const total = 12 + padded(body.length);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, little);
  view.setUint32(4, total, little);
  bytes.set(body, 8);
  view.setUint32(total - 4, total, little);
  return bytes;
}

/** The header of a section of which the length is not said (section 4.1). */
export function sectionHeader(little = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint32(0, BYTE_ORDER_MAGIC, little);
  view.setUint16(4, 1, little);
  view.setInt32(8, -1, little);
  view.setInt32(12, -1, little);
  return pcapngBlock(SECTION, new Uint8Array(view.buffer), little);
}

/** The description of the one interface of a pcap file (section 4.2), with the resolution of its times. */
export function interfaceDescription({ linkType, fcsLength, snapLength, timeDigits }: PcapKind): Uint8Array {
  const view = new DataView(new ArrayBuffer(fcsLength > 0 ? 28 : 20));
  view.setUint16(0, linkType, true);
  view.setUint32(4, snapLength, true);
  option(view, 8, TIME_RESOLUTION, timeDigits);
  if (fcsLength > 0) option(view, 16, FRAME_CHECK_LENGTH, fcsLength);
  return pcapngBlock(INTERFACE, new Uint8Array(view.buffer));
}

function option(view: DataView, at: number, code: number, value: number): void {
  view.setUint16(at, code, true);
  view.setUint16(at + 2, 1, true);
  view.setUint8(at + 4, value);
}

/** A packet of the one interface (section 4.3). */
export function enhancedPacket(packet: WrittenPacket, { timeDigits }: PcapKind): Uint8Array {
  const { seconds, nanoseconds, originalLength, data } = packet;
  const body = new Uint8Array(20 + data.length);
  const view = new DataView(body.buffer);
  const fraction = timeDigits === 9 ? nanoseconds : Math.floor(nanoseconds / 1000);
  const units = BigInt(seconds) * BigInt(10 ** timeDigits) + BigInt(fraction);
  view.setUint32(4, Number((units >> 32n) & 0xffff_ffffn), true);
  view.setUint32(8, Number(units & 0xffff_ffffn), true);
  view.setUint32(12, data.length, true);
  view.setUint32(16, originalLength, true);
  body.set(data, 20);
  return pcapngBlock(ENHANCED_PACKET, body);
}

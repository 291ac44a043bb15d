const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

/** What the header of a pcap file says. */
export interface PcapKind {
  readonly linkType: number;
  /** Bytes of frame check sequence at each frame's end; 0 where that is not said. */
  readonly fcsLength: number;
  readonly snapLength: number;
  /** 6 or 9. */
  readonly timeDigits: 6 | 9;
}

export interface WrittenPacket {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly originalLength: number;
  readonly data: Uint8Array;
}

/** The header of a pcap file, little-endian, version 2.4 (draft-ietf-opsawg-pcap, section 4). */
export function pcapFileHeader({ linkType, fcsLength, snapLength, timeDigits }: PcapKind): Uint8Array {
  const view = new DataView(new ArrayBuffer(FILE_HEADER));
  view.setUint32(0, timeDigits === 9 ? NANOSECONDS : MICROSECONDS, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, snapLength, true);
  // Bit 26: the top four bits are the frame check sequence's length, in words of 16 bits.
  const fcs = fcsLength > 0 ? 0x0400_0000 + Math.floor(fcsLength / 2) * 0x1000_0000 : 0;
  view.setUint32(20, (linkType & 0xffff) + fcs, true);
  return new Uint8Array(view.buffer);
}

/** A packet's record (section 5). */
export function pcapRecord(
  { seconds, nanoseconds, originalLength, data }: WrittenPacket,
  kind: PcapKind,
): Uint8Array {
  const bytes = new Uint8Array(RECORD_HEADER + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, seconds, true);
  view.setUint32(4, kind.timeDigits === 9 ? nanoseconds : Math.floor(nanoseconds / 1000), true);
  view.setUint32(8, data.length, true);
  view.setUint32(12, originalLength, true);
  bytes.set(data, RECORD_HEADER);
  return bytes;
}

import { u16be, u16le, u32be, u32le } from '../../bytes';

/** How the per-file header says that packets are written. */
export interface PcapHeader {
  readonly littleEndian: boolean;
  /** Of a second: 6 or 9. */
  readonly timeDigits: number;
  readonly headerLength: number;
  readonly recordHeaderLength: number;
  readonly majorVersion: number;
  readonly minorVersion: number;
  readonly lengthOrder: LengthOrder;
  readonly snapLength: number;
  readonly linkType: number;
  readonly fcsLength: number;
}

/** Which of the two lengths of a packet header comes first. */
export const LengthOrder = { capturedFirst: 0, originalFirst: 1, smallerIsCaptured: 2 } as const;
export type LengthOrder = (typeof LengthOrder)[keyof typeof LengthOrder];

interface Variant {
  readonly timeDigits: number;
  readonly headerLength: number;
  readonly recordHeaderLength: number;
}

const STANDARD: Variant = { timeDigits: 6, headerLength: 24, recordHeaderLength: 16 };

/** The first four bytes, read big-endian, of files written big-endian. */
const VARIANTS: ReadonlyMap<number, Variant> = new Map([
  [0xa1b2c3d4, STANDARD],
  [0xa1b23c4d, { ...STANDARD, timeDigits: 9 }],
  // Alexey Kuznetsov's patched libpcap (ss990417 and later, SuSE 6.3, Red Hat 6): interface, protocol and
  // packet type follow the usual packet header.
  [0xa1b2cd34, { ...STANDARD, recordHeaderLength: 24 }],
  // Ixia's lcap, hardware and software captures: the records' total length follows the usual file header.
  [0x1c0001ac, { ...STANDARD, headerLength: 28 }],
  [0x1c0001ab, { ...STANDARD, headerLength: 28 }],
]);

const swap32 = (value: number): number =>
  ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;

/** The bytes that a file's header takes, by its magic number; 0 when the four bytes are no pcap's. */
export function pcapHeaderLength(bytes: Uint8Array, at: number): number {
  const magic = u32be(bytes, at);
  return (VARIANTS.get(magic) ?? VARIANTS.get(swap32(magic)))?.headerLength ?? 0;
}

/**
 * Reads the per-file header (pcap-savefile(5); draft-ietf-opsawg-pcap section 4). The caller has checked that
 * `pcapHeaderLength` bytes are there; null when the magic number is none of pcap's.
 */
export function readPcapHeader(bytes: Uint8Array, at: number): PcapHeader | null {
  const magic = u32be(bytes, at);
  const bigEndian = VARIANTS.get(magic);
  const variant = bigEndian ?? VARIANTS.get(swap32(magic));
  if (!variant) return null;
  const u16 = bigEndian ? u16be : u16le;
  const u32 = bigEndian ? u32be : u32le;
  const majorVersion = u16(bytes, at + 4);
  const minorVersion = u16(bytes, at + 6);
  const link = u32(bytes, at + 20);
  return {
    ...variant,
    littleEndian: !bigEndian,
    majorVersion,
    minorVersion,
    lengthOrder: lengthOrder(majorVersion, minorVersion),
    snapLength: u32(bytes, at + 16),
    linkType: link & 0xffff,
    fcsLength: fcsLength(link),
  };
}

/**
 * Before version 2.3 the original length came first; 2.3 was written both ways; 543.0 is what DG/UX's tcpdump
 * wrote (libpcap's sf-pcap.c).
 */
function lengthOrder(major: number, minor: number): LengthOrder {
  if (major === 543 || (major === 2 && minor < 3)) return LengthOrder.originalFirst;
  if (major === 2 && minor === 3) return LengthOrder.smallerIsCaptured;
  return LengthOrder.capturedFirst;
}

/** Bit 26 says that the top four bits give the frame check sequence's length, in 16-bit words. */
function fcsLength(link: number): number {
  return link & 0x0400_0000 ? (link >>> 28) * 2 : 0;
}

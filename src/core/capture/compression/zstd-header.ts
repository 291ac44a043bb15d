import { u16le, u32le } from '../../bytes';

export const ZSTD_MAGIC = 0xfd2fb528;
/** Sixteen magic numbers mark frames to skip (RFC 8878 section 3.1.2). */
export const isSkippableMagic = (magic: number): boolean => (magic & 0xffff_fff0) >>> 0 === 0x184d2a50;

/** Block types (RFC 8878 section 3.1.1.2). */
export const ZstdBlock = { raw: 0, runLength: 1, compressed: 2, reserved: 3 } as const;
/** Blocks are never larger, whatever the window (section 3.1.1.2.4). */
export const LARGEST_BLOCK = 128 << 10;

const SMALLEST_WINDOW = 1 << 10;

/** A frame header (RFC 8878 section 3.1.1.1). */
export interface ZstdFrameHeader {
  /** Bytes of history that blocks may refer to; Infinity beyond 2^53. */
  readonly windowLength: number;
  readonly dictionary: number;
  readonly hasChecksum: boolean;
  readonly reserved: boolean;
}

/** Length of the header behind the magic number, by its first byte. */
export function frameHeaderLength(descriptor: number): number {
  const singleSegment = (descriptor & 0x20) !== 0;
  return 1 + (singleSegment ? 0 : 1) + dictionaryLength(descriptor) + contentSizeLength(descriptor);
}

/** Reads the header that `bytes` holds, from its descriptor on. */
export function readFrameHeader(bytes: Uint8Array): ZstdFrameHeader {
  const descriptor = bytes[0];
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionaryAt = singleSegment ? 1 : 2;
  const contentAt = dictionaryAt + dictionaryLength(descriptor);
  const contentSize = readContentSize(bytes, contentAt, contentSizeLength(descriptor));
  const window = singleSegment ? contentSize : windowOf(bytes[1]);
  return {
    // No match reaches back further than the content's beginning.
    windowLength: Math.max(SMALLEST_WINDOW, Math.min(window, contentSize)),
    dictionary: readLittle(bytes, dictionaryAt, dictionaryLength(descriptor)),
    hasChecksum: (descriptor & 0x04) !== 0,
    reserved: (descriptor & 0x08) !== 0,
  };
}

const dictionaryLength = (descriptor: number): number => [0, 1, 2, 4][descriptor & 3];

function contentSizeLength(descriptor: number): number {
  const flag = descriptor >>> 6;
  return flag === 0 ? (descriptor & 0x20 ? 1 : 0) : 1 << flag;
}

/** Section 3.1.1.1.2: exponent and mantissa. */
function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >>> 3));
  return base + (base / 8) * (byte & 7);
}

function readContentSize(bytes: Uint8Array, at: number, length: number): number {
  if (length === 0) return Number.POSITIVE_INFINITY;
  return readLittle(bytes, at, length) + (length === 2 ? 256 : 0);
}

function readLittle(bytes: Uint8Array, at: number, length: number): number {
  if (length === 0) return 0;
  if (length === 1) return bytes[at];
  if (length === 2) return u16le(bytes, at);
  return u32le(bytes, at) + (length === 8 ? u32le(bytes, at + 4) * 2 ** 32 : 0);
}

import { BYTE_ORDER_MAGIC } from './blocks';
import { BIG, type Endian, LITTLE } from './endian';

/** The byte order that a section header block at `at` declares, null when its byte-order magic is neither. */
export function byteOrder(bytes: Uint8Array, at: number): Endian | null {
  if (LITTLE.u32(bytes, at + 8) === BYTE_ORDER_MAGIC) return LITTLE;
  if (BIG.u32(bytes, at + 8) === BYTE_ORDER_MAGIC) return BIG;
  return null;
}

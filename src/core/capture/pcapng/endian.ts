import { u16be, u16le, u32be, u32le } from '../../bytes';

/** The byte order of a section. */
export interface Endian {
  readonly little: boolean;
  u16(bytes: Uint8Array, at: number): number;
  u32(bytes: Uint8Array, at: number): number;
}

export const LITTLE: Endian = { little: true, u16: u16le, u32: u32le };
export const BIG: Endian = { little: false, u16: u16be, u32: u32be };

/** A 64-bit unsigned integer, exact up to 2^53. */
export const u64 = (endian: Endian, bytes: Uint8Array, at: number): number =>
  endian.little
    ? endian.u32(bytes, at + 4) * 0x1_0000_0000 + endian.u32(bytes, at)
    : endian.u32(bytes, at) * 0x1_0000_0000 + endian.u32(bytes, at + 4);

/** A 64-bit signed integer, exact up to 2^53 either way. */
export const i64 = (endian: Endian, bytes: Uint8Array, at: number): number => {
  const high = endian.u32(bytes, endian.little ? at + 4 : at) | 0;
  return high * 0x1_0000_0000 + endian.u32(bytes, endian.little ? at : at + 4);
};

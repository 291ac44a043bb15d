import { decodeUtf8 } from '../../bytes';
import { OptionCode, padded } from './blocks';
import type { Endian } from './endian';

const HEADER = 4;

/** Walks a block's options (code, length, value padded to 32 bits) without allocating anything. */
export class OptionCursor {
  code = 0;
  /** The value is `bytes[at, at + length)`. */
  at = 0;
  length = 0;
  /** An option claims more bytes than its block has. */
  overrun = false;
  private bytes: Uint8Array = new Uint8Array(0);
  private next = 0;
  private end = 0;
  private endian: Endian | null = null;

  begin(bytes: Uint8Array, start: number, end: number, endian: Endian): void {
    this.bytes = bytes;
    this.next = start;
    this.end = end;
    this.endian = endian;
    this.overrun = false;
  }

  /** Moves to the next option; false behind the last one. */
  advance(): boolean {
    if (this.end - this.next < HEADER) return false;
    const endian = this.endian!;
    this.code = endian.u16(this.bytes, this.next);
    this.length = endian.u16(this.bytes, this.next + 2);
    this.at = this.next + HEADER;
    if (this.code === OptionCode.end) return false;
    this.overrun = this.length > this.end - this.at;
    this.next = this.at + padded(this.length);
    return !this.overrun;
  }

  /** The value as text, without the zeros that some writers put behind it. */
  text(): string {
    let end = this.at + this.length;
    while (end > this.at && this.bytes[end - 1] === 0) end--;
    return decodeUtf8(this.bytes.subarray(this.at, end));
  }
}

import { decodeUtf8 } from '../../bytes';
import type { CaptureSink } from '../capture-reader';
import { padded } from './blocks';
import type { Endian } from './endian';

const HEADER = 4;
/** Record types of a name resolution block, with the length of the address before the names; 0 ends the list. */
const ADDRESS_LENGTH: Readonly<Record<number, number>> = { 1: 4, 2: 16 };

/** Hands over the host names of a name resolution block's records in `bytes[start, end)`; returns where its options begin. */
export function readNames(
  endian: Endian,
  bytes: Uint8Array,
  start: number,
  end: number,
  sink: CaptureSink,
): number {
  let at = start;
  while (end - at >= HEADER) {
    const type = endian.u16(bytes, at);
    const length = endian.u16(bytes, at + 2);
    const value = at + HEADER;
    if (type === 0) return value;
    if (length > end - value) return end;
    const addressLength = ADDRESS_LENGTH[type] ?? length;
    const address = bytes.subarray(value, value + addressLength);
    if (sink.hostName)
      eachName(bytes, value + addressLength, value + length, (name) => sink.hostName?.(address, name));
    at = value + padded(length);
  }
  return end;
}

/** Names follow one another, each ended by a zero. */
function eachName(bytes: Uint8Array, start: number, end: number, tell: (name: string) => void): void {
  for (let from = start; from < end; ) {
    const zero = bytes.subarray(from, end).indexOf(0);
    const to = zero < 0 ? end : from + zero;
    if (to > from) tell(decodeUtf8(bytes.subarray(from, to)));
    from = to + 1;
  }
}

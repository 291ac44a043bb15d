import { u16be } from '../../bytes';
import { ipv6At } from '../header-fields';

/** tcpdump's words for the Multipath TCP option [at, end), whose kind and length stand before `at`. */
export function formatMultipath(bytes: Uint8Array, at: number, end: number): string {
  const length = end - at + 2;
  if (end - at < 1) return ` ${length} unknown`;
  return ` ${length} ${(FORMATS[bytes[at] >>> 4] ?? unknown)(bytes, at, length)}`;
}

/** `length` is the whole option's, which tells its forms apart (RFC 8684 section 3). */
type Format = (bytes: Uint8Array, at: number, length: number) => string;

const FORMATS: readonly Format[] = [
  capable,
  join,
  dataSequenceSignal,
  addAddress,
  removeAddress,
  priority,
  (bytes, at, length) => `fail${length >= 12 ? ` seq ${number(bytes, at + 2, 8)}` : ''}`,
  (bytes, at, length) => `fast-close${length >= 12 ? ` key 0x${number(bytes, at + 2, 8, 16)}` : ''}`,
];

const unknown: Format = () => 'unknown';

const CHECKSUM_REQUIRED = 0x80;

function capable(bytes: Uint8Array, at: number, length: number): string {
  let text = `capable v${bytes[at] & 15}`;
  if (length >= 4 && (bytes[at + 1] & CHECKSUM_REQUIRED) !== 0) text += ' csum';
  if (length < 12) return text;
  text += ` {0x${number(bytes, at + 2, 8, 16)}`;
  if (length >= 20) text += `,0x${number(bytes, at + 10, 8, 16)}`;
  return `${text}}`;
}

function join(bytes: Uint8Array, at: number, length: number): string {
  if (length === 24) return `join hmac 0x${digits(bytes, at + 2, 20)}`;
  if (length !== 12 && length !== 16) return 'join';
  const backup = (bytes[at] & 1) !== 0 ? ' backup' : '';
  const keys =
    length === 12
      ? `token 0x${number(bytes, at + 2, 4, 16)} nonce 0x${number(bytes, at + 6, 4, 16)}`
      : `hmac 0x${number(bytes, at + 2, 8, 16)} nonce 0x${number(bytes, at + 10, 4, 16)}`;
  return `join${backup} id ${bytes[at + 1]} ${keys}`;
}

const DATA_FIN = 0x10;
const SEQUENCE_IS_8 = 0x08;
const HAS_SEQUENCE = 0x04;
const ACK_IS_8 = 0x02;
const HAS_ACK = 0x01;

function dataSequenceSignal(bytes: Uint8Array, at: number, length: number): string {
  if (length < 4) return 'dss';
  const flags = bytes[at + 1];
  const end = at + length - 2;
  const ackSize = (flags & HAS_ACK) === 0 ? 0 : (flags & ACK_IS_8) !== 0 ? 8 : 4;
  let text = (flags & DATA_FIN) !== 0 ? 'dss fin' : 'dss';
  let next = at + 2;
  if (ackSize > 0 && next + ackSize <= end) text += ` ack ${number(bytes, next, ackSize)}`;
  next += ackSize;
  if ((flags & HAS_SEQUENCE) === 0) return text;
  const size = (flags & SEQUENCE_IS_8) !== 0 ? 8 : 4;
  if (next + size + 6 > end) return text;
  text += ` seq ${number(bytes, next, size)} subseq ${number(bytes, next + size, 4)}`;
  next += size + 4;
  text += ` len ${u16be(bytes, next)}`;
  return next + 4 <= end ? `${text} csum 0x${u16be(bytes, next + 2).toString(16)}` : text;
}

const ADDRESS_SIZES = new Map<number, number>([
  [8, 4],
  [10, 4],
  [16, 4],
  [18, 4],
  [20, 16],
  [22, 16],
  [28, 16],
  [30, 16],
]);

function addAddress(bytes: Uint8Array, at: number, length: number): string {
  const size = ADDRESS_SIZES.get(length);
  if (size === undefined) return 'add-addr';
  // Version 0 of the protocol has the IP version in the nibble where version 1 has the echo flag.
  const nibble = bytes[at] & 15;
  const version = nibble === 4 || nibble === 6 ? `v0-ip${nibble}` : (nibble & 1) !== 0 ? 'v1-echo' : 'v1';
  const address = size === 4 ? bytes.subarray(at + 2, at + 6).join('.') : ipv6At(bytes, at + 2);
  const rest = length - 4 - size;
  const port = rest === 2 || rest === 10 ? `:${u16be(bytes, at + 2 + size)}` : '';
  const hmac = rest >= 8 ? ` hmac 0x${number(bytes, at + length - 10, 8, 16)}` : '';
  return `add-addr ${version} id ${bytes[at + 1]} ${address}${port}${hmac}`;
}

function removeAddress(bytes: Uint8Array, at: number, length: number): string {
  return `rem-addr id ${bytes.subarray(at + 1, at + length - 2).join(' ')}`;
}

function priority(bytes: Uint8Array, at: number, length: number): string {
  const backup = (bytes[at] & 1) !== 0 ? 'backup' : 'non-backup';
  return `prio ${backup}${length === 4 ? ` id ${bytes[at + 1]}` : ''}`;
}

/** An unsigned number of up to 8 bytes. */
function number(bytes: Uint8Array, at: number, size: number, radix = 10): string {
  return BigInt(`0x${digits(bytes, at, size)}`).toString(radix);
}

function digits(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size; i++) text += bytes[i].toString(16).padStart(2, '0');
  return text;
}

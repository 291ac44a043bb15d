import { u16be } from '../../bytes';
import { type HeaderFields, hex8, hexBytes, withName } from '../header-fields';

/** MPTCP option subtypes, RFC 8684 section 3 and https://www.iana.org/assignments/tcp-parameters/ */
const SUBTYPES = [
  'MP_CAPABLE',
  'MP_JOIN',
  'DSS',
  'ADD_ADDR',
  'REMOVE_ADDR',
  'MP_PRIO',
  'MP_FAIL',
  'MP_FASTCLOSE',
  'MP_TCPRST',
];
const EXPERIMENTAL = 15;

export function multipathSubtypeName(subtype: number): string {
  return SUBTYPES[subtype] ?? (subtype === EXPERIMENTAL ? 'MP_EXPERIMENTAL' : `subtype ${subtype}`);
}

/** The fields of the Multipath TCP option of `length` bytes at `at`, RFC 8684 section 3. */
export function describeMultipath(bytes: Uint8Array, fields: HeaderFields, at: number, length: number): void {
  const option = new OptionFields(bytes, fields, at, length);
  if (length < 3) return;
  const subtype = bytes[at + 2] >>> 4;
  option.text('Subtype', withName(subtype, multipathSubtypeName(subtype)), 2, 1);
  const describe = SUBTYPE_FIELDS[subtype];
  if (describe !== undefined) describe(option);
  else option.hex('Data', 3, length - 3);
}

/** Reads one option's fields at offsets from its kind byte; what does not fit its length is left out. */
class OptionFields {
  constructor(
    readonly bytes: Uint8Array,
    private readonly fields: HeaderFields,
    readonly at: number,
    readonly length: number,
  ) {}

  text(name: string, value: string, offset: number, size: number): this {
    if (size > 0 && offset + size <= this.length) {
      this.fields.text(name, value, this.at - this.fields.at + offset, size);
    }
    return this;
  }

  /** An unsigned number of 1 to 8 bytes. */
  number(name: string, offset: number, size: number): this {
    if (offset + size > this.length) return this;
    return this.text(name, BigInt(`0x${this.digits(offset, size)}`).toString(), offset, size);
  }

  hex(name: string, offset: number, size: number): this {
    return offset + size <= this.length && size > 0
      ? this.text(name, this.digits(offset, size), offset, size)
      : this;
  }

  private digits(offset: number, size: number): string {
    return hexBytes(this.bytes, this.at + offset, this.at + offset + size);
  }
}

function capable(option: OptionFields): void {
  const { bytes, at, length } = option;
  option
    .text('Version', String(bytes[at + 2] & 15), 2, 1)
    .text('Flags', length > 3 ? hex8(bytes[at + 3]) : '', 3, 1)
    .hex('Sender key', 4, 8)
    .hex('Receiver key', 12, 8)
    .number('Data-level length', 20, 2)
    .hex('Checksum', 22, 2);
}

/** Which of the three forms it is (SYN, SYN/ACK, ACK) shows in the length. */
function join(option: OptionFields): void {
  const { bytes, at, length } = option;
  if (length === 24) {
    option.hex('HMAC', 4, 20);
    return;
  }
  option.text('Backup', String(bytes[at + 2] & 1), 2, 1).number('Address ID', 3, 1);
  if (length === 12) option.hex('Receiver token', 4, 4).number('Random number', 8, 4);
  else option.hex('Truncated HMAC', 4, 8).number('Random number', 12, 4);
}

const DSS_FLAGS = { dataFin: 0x10, sequence8: 0x08, sequencePresent: 0x04, ack8: 0x02, ackPresent: 0x01 };

function dataSequenceSignal(option: OptionFields): void {
  const flags = option.length > 3 ? option.bytes[option.at + 3] : 0;
  option
    .text('Flags', hex8(flags), 3, 1)
    .text('DATA_FIN', (flags & DSS_FLAGS.dataFin) !== 0 ? 'Set' : 'Not set', 3, 1);
  let offset = 4;
  if ((flags & DSS_FLAGS.ackPresent) !== 0) {
    const size = (flags & DSS_FLAGS.ack8) !== 0 ? 8 : 4;
    option.number('Data ACK', offset, size);
    offset += size;
  }
  if ((flags & DSS_FLAGS.sequencePresent) === 0) return;
  const size = (flags & DSS_FLAGS.sequence8) !== 0 ? 8 : 4;
  option
    .number('Data sequence number', offset, size)
    .number('Subflow sequence number', offset + size, 4)
    .number('Data-level length', offset + size + 4, 2)
    .hex('Checksum', offset + size + 6, 2);
}

/** IPv4 in 4 bytes or IPv6 in 16, then a port and a truncated HMAC, each only if the length has room for it. */
function addAddress(option: OptionFields): void {
  const { bytes, at, length } = option;
  option.text('Echo', String(bytes[at + 2] & 1), 2, 1).number('Address ID', 3, 1);
  const rest = length - 4;
  const size = rest === 16 || rest === 18 || rest === 24 || rest === 26 ? 16 : 4;
  if (size === 4 && rest >= 4)
    option.text('Address', Array.from(bytes.subarray(at + 4, at + 8)).join('.'), 4, 4);
  else option.hex('Address', 4, 16);
  const afterAddress = rest - size;
  if (afterAddress === 2 || afterAddress === 10)
    option.text('Port', String(u16be(bytes, at + 4 + size)), 4 + size, 2);
  if (afterAddress >= 8) option.hex('Truncated HMAC', length - 8, 8);
}

function removeAddress(option: OptionFields): void {
  for (let offset = 3; offset < option.length; offset++) option.number('Address ID', offset, 1);
}

function priority(option: OptionFields): void {
  option.text('Backup', String(option.bytes[option.at + 2] & 1), 2, 1).number('Address ID', 3, 1);
}

const fail = (option: OptionFields): unknown => option.number('Data sequence number', 4, 8);
const fastClose = (option: OptionFields): unknown => option.hex('Receiver key', 4, 8);
const reset = (option: OptionFields): unknown => option.number('Reason', 3, 1);

/** Indexed by subtype, like SUBTYPES. */
const SUBTYPE_FIELDS: readonly ((option: OptionFields) => unknown)[] = [
  capable,
  join,
  dataSequenceSignal,
  addAddress,
  removeAddress,
  priority,
  fail,
  fastClose,
  reset,
];

import { u16be, u32be } from '../../bytes';
import { type HeaderFields, hex, hexBytes } from '../header-fields';
import type { Walk } from '../walk';
import { describeMultipath } from './multipath-fields';
import { FAST_OPEN_EXPERIMENT, TcpOption } from './tcp-options';

const NAMES = new Map<number, string>([
  [TcpOption.end, 'End of option list'],
  [TcpOption.noOperation, 'No-Operation'],
  [TcpOption.maximumSegmentSize, 'Maximum segment size'],
  [TcpOption.windowScale, 'Window scale'],
  [TcpOption.sackPermitted, 'SACK permitted'],
  [TcpOption.sack, 'SACK'],
  [6, 'Echo'],
  [7, 'Echo reply'],
  [TcpOption.timestamps, 'Timestamps'],
  [11, 'CC'],
  [12, 'CC.NEW'],
  [13, 'CC.ECHO'],
  [14, 'Alternate checksum request'],
  [15, 'Alternate checksum data'],
  [TcpOption.md5, 'MD5 signature'],
  [20, 'SCPS capabilities'],
  [27, 'Quick-Start response'],
  [TcpOption.userTimeout, 'User timeout'],
  [TcpOption.authentication, 'Authentication (TCP-AO)'],
  [TcpOption.multipath, 'Multipath TCP'],
  [TcpOption.fastOpen, 'Fast Open'],
  [69, 'Encryption negotiation (TCP-ENO)'],
  [172, 'AccECN order 0'],
  [174, 'AccECN order 1'],
  [TcpOption.experiment1, 'Experiment 1'],
  [TcpOption.experiment2, 'Experiment 2'],
]);

/** Data sizes in bytes of options that have only one; a different one is flagged. */
const SIZES = new Map<number, number>([
  [TcpOption.maximumSegmentSize, 2],
  [TcpOption.windowScale, 1],
  [TcpOption.sackPermitted, 0],
  [TcpOption.timestamps, 8],
  [TcpOption.md5, 16],
  [TcpOption.userTimeout, 2],
]);

/** Values above this are used as 14 (RFC 7323 section 2.3). */
const MAX_WINDOW_SCALE = 14;

export const tcpOptionName = (kind: number): string => NAMES.get(kind) ?? `Option ${kind}`;

/** The options [start, end) as children of one field; `headerEnd` is where they end on the wire. */
export function describeTcpOptions(
  walk: Walk,
  fields: HeaderFields,
  start: number,
  end: number,
  headerEnd: number,
): void {
  const origin = fields.at;
  fields.text('Options', `${headerEnd - start} bytes`, start - origin, end - start).children(() => {
    let at = start;
    while (at < end) at = describeOption(walk, fields, at, end, headerEnd);
  });
}

/** Adds the option at `at`, and returns where the next one begins. */
function describeOption(
  walk: Walk,
  fields: HeaderFields,
  at: number,
  end: number,
  headerEnd: number,
): number {
  const { bytes } = walk;
  const origin = fields.at;
  const kind = bytes[at];
  const name = tcpOptionName(kind);
  if (kind === TcpOption.end || kind === TcpOption.noOperation) {
    fields.text(name, '', at - origin, 1);
    return kind === TcpOption.end ? end : at + 1;
  }
  const length = at + 1 < end ? bytes[at + 1] : -1;
  if ((length >= 0 && length < 2) || at + Math.max(length, 2) > headerEnd) {
    fields.text(name, length < 0 ? '' : `length ${length}`, at - origin, end - at, 'bad length');
    return end;
  }
  if (length < 0 || at + length > end) {
    fields.text(name, '', at - origin, end - at, walk.cutBy);
    return end;
  }
  describeWhole(bytes, fields, kind, at, length);
  return at + length;
}

function describeWhole(
  bytes: Uint8Array,
  fields: HeaderFields,
  kind: number,
  at: number,
  length: number,
): void {
  const expected = SIZES.get(kind);
  const wrong =
    (expected !== undefined && expected !== length - 2) ||
    (kind === TcpOption.sack && (length - 2) % 8 !== 0);
  const value = wrong ? hexBytes(bytes, at + 2, at + length) : optionValue(bytes, kind, at + 2, at + length);
  const oversized = kind === TcpOption.windowScale && bytes[at + 2] > MAX_WINDOW_SCALE;
  const problem = wrong ? 'bad length' : oversized ? 'more than 14' : undefined;
  fields.text(tcpOptionName(kind), value, at - fields.at, length, problem);
  if (!wrong && kind === TcpOption.multipath) {
    fields.children(() => describeMultipath(bytes, fields, at, length));
  }
}

/** The option's data [at, end) in words. */
function optionValue(bytes: Uint8Array, kind: number, at: number, end: number): string {
  switch (kind) {
    case TcpOption.maximumSegmentSize:
      return String(u16be(bytes, at));
    case TcpOption.windowScale:
      return `${bytes[at]} (multiply by ${2 ** Math.min(bytes[at], MAX_WINDOW_SCALE)})`;
    case TcpOption.sackPermitted:
      return '';
    case TcpOption.sack:
      return sackBlocks(bytes, at, end);
    case TcpOption.timestamps:
      return `value ${u32be(bytes, at)}, echo reply ${u32be(bytes, at + 4)}`;
    case TcpOption.userTimeout:
      return userTimeout(u16be(bytes, at));
    case TcpOption.fastOpen:
      return fastOpen(bytes, at, end);
    case TcpOption.authentication:
      return authentication(bytes, at, end);
    case TcpOption.experiment1:
    case TcpOption.experiment2:
      return experiment(bytes, at, end);
    default:
      return hexBytes(bytes, at, end);
  }
}

function sackBlocks(bytes: Uint8Array, at: number, end: number): string {
  const blocks: string[] = [];
  for (let edge = at; edge + 8 <= end; edge += 8)
    blocks.push(`${u32be(bytes, edge)}-${u32be(bytes, edge + 4)}`);
  return blocks.join(' ');
}

/** RFC 5482: the first bit says minutes instead of seconds. */
const userTimeout = (value: number): string =>
  `${value & 0x7fff} ${(value & 0x8000) !== 0 ? 'minutes' : 'seconds'}`;

function fastOpen(bytes: Uint8Array, at: number, end: number): string {
  return at === end ? 'cookie request' : `cookie ${hexBytes(bytes, at, end)}`;
}

/** RFC 5925: key, next key, message authentication code. */
function authentication(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return hexBytes(bytes, at, end);
  return `key ${bytes[at]}, next key ${bytes[at + 1]}, MAC ${hexBytes(bytes, at + 2, end)}`;
}

function experiment(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return hexBytes(bytes, at, end);
  const identifier = u16be(bytes, at);
  if (identifier === FAST_OPEN_EXPERIMENT) return `Fast Open ${fastOpen(bytes, at + 2, end)}`;
  return `${hex(identifier, 4)} ${hexBytes(bytes, at + 2, end)}`.trimEnd();
}

import { u16be, u32be } from '../../bytes';
import { FAST_OPEN_EXPERIMENT, TcpOption } from '../transport/tcp-options';
import { formatMultipath } from './multipath-option';

/** What tcpdump prints in place of an option that does not fit, and of all behind it. */
export const BAD_OPTION = '[bad opt]';

/** tcpdump's words for option kinds. */
const NAMES = new Map<number, string>([
  [TcpOption.end, 'eol'],
  [TcpOption.noOperation, 'nop'],
  [TcpOption.maximumSegmentSize, 'mss'],
  [TcpOption.windowScale, 'wscale'],
  [TcpOption.sackPermitted, 'sackOK'],
  [TcpOption.sack, 'sack'],
  [6, 'echo'],
  [7, 'echoreply'],
  [TcpOption.timestamps, 'TS'],
  [11, 'cc'],
  [12, 'ccnew'],
  [13, ''],
  [TcpOption.md5, 'md5'],
  [20, 'scps'],
  [TcpOption.userTimeout, 'uto'],
  [TcpOption.authentication, 'tcp-ao'],
  [TcpOption.multipath, 'mptcp'],
  [TcpOption.fastOpen, 'tfo'],
  [TcpOption.experiment2, 'exp'],
]);

/**
 * TCP options in bytes [start, end) as tcpdump prints them between the brackets:
 * `mss 1460,nop,wscale 8,nop,nop,sackOK`. SACK edges are as in the packet; `sackBase` is taken off them, as
 * tcpdump does where it prints relative numbers.
 */
export function formatOptions(bytes: Uint8Array, start: number, end: number, sackBase = 0): string {
  const texts: string[] = [];
  let at = start;
  while (at < end) {
    const kind = bytes[at];
    const name = NAMES.get(kind) ?? `unknown-${kind}`;
    if (kind === TcpOption.end || kind === TcpOption.noOperation) {
      texts.push(name);
      if (kind === TcpOption.end) break;
      at++;
      continue;
    }
    const length = at + 1 < end ? bytes[at + 1] : 0;
    if (length < 2 || at + length > end) return `${texts.join(',')}${BAD_OPTION}`;
    const fixed = FIXED.get(kind);
    // tcpdump reads an option of a fixed size at that size, and then says what its length claims.
    const size = fixed === undefined ? length - 2 : fixed.size;
    if (at + 2 + size > end) return `${[...texts, name].join(',')}${BAD_OPTION}`;
    const format = fixed?.format ?? VARIABLE.get(kind) ?? unknown;
    const claimed = size === length - 2 ? '' : `[len ${length}]`;
    texts.push(name + format(bytes, at + 2, at + 2 + size, sackBase) + claimed);
    at += 2 + size;
  }
  return texts.join(',');
}

/** The same for options of which the snap length left only [start, end): `nop,nop,TS [|tcp]>`, without a closing bracket. */
export function formatCutOptions(bytes: Uint8Array, start: number, end: number, sackBase = 0): string {
  let whole = start;
  while (whole < end) {
    const single = bytes[whole] === TcpOption.end || bytes[whole] === TcpOption.noOperation;
    const length = single ? 1 : whole + 1 < end ? bytes[whole + 1] : 0;
    if ((!single && length < 2) || whole + length > end) break;
    whole += length;
  }
  const before = formatOptions(bytes, start, whole, sackBase) + (whole > start ? ',' : '');
  if (end - whole < 2) return `${before} [|tcp]`;
  const name = NAMES.get(bytes[whole]) ?? `unknown-${bytes[whole]}`;
  if (bytes[whole] !== TcpOption.sack) return `${before}${name} [|tcp]>`;
  const blocks = (end - whole - 2) >>> 3;
  return `${before}${name} ${(bytes[whole + 1] - 2) >>> 3} ${sackBlocks(bytes, whole + 2, blocks, sackBase)} [|tcp]>`;
}

type DataFormat = (bytes: Uint8Array, at: number, end: number, sackBase: number) => string;

interface FixedSize {
  readonly size: number;
  readonly format: DataFormat;
}

const one32: FixedSize = { size: 4, format: (bytes, at) => ` ${u32be(bytes, at)}` };

const FIXED = new Map<number, FixedSize>([
  [TcpOption.maximumSegmentSize, { size: 2, format: (bytes, at) => ` ${u16be(bytes, at)}` }],
  [TcpOption.windowScale, { size: 1, format: (bytes, at) => ` ${bytes[at]}` }],
  [TcpOption.sackPermitted, { size: 0, format: () => '' }],
  [6, one32],
  [7, one32],
  [11, one32],
  [12, one32],
  [13, one32],
  [
    TcpOption.timestamps,
    { size: 8, format: (bytes, at) => ` val ${u32be(bytes, at)} ecr ${u32be(bytes, at + 4)}` },
  ],
  [
    TcpOption.md5,
    {
      size: 16,
      format: (bytes, at, end) =>
        ` shared secret not supplied with -M, can't check - ${digits(bytes, at, end)}`,
    },
  ],
  [20, { size: 2, format: (bytes, at) => ` cap ${digits(bytes, at, at + 1)} id ${bytes[at + 1]}` }],
  [TcpOption.userTimeout, { size: 2, format: userTimeout }],
]);

const VARIABLE = new Map<number, DataFormat>([
  [TcpOption.sack, sack],
  [TcpOption.authentication, authentication],
  [TcpOption.multipath, formatMultipath],
  [TcpOption.fastOpen, fastOpen],
  [TcpOption.experiment2, experiment],
]);

function sack(bytes: Uint8Array, at: number, end: number, sackBase: number): string {
  if ((end - at) % 8 !== 0) return ' invalid sack';
  const blocks = (end - at) >>> 3;
  return ` ${blocks} ${sackBlocks(bytes, at, blocks, sackBase)}`;
}

function sackBlocks(bytes: Uint8Array, at: number, blocks: number, sackBase: number): string {
  let text = '';
  for (let edge = at; edge < at + blocks * 8; edge += 8) {
    text += `{${(u32be(bytes, edge) - sackBase) >>> 0}:${(u32be(bytes, edge + 4) - sackBase) >>> 0}}`;
  }
  return text;
}

/** tcpdump takes the last bit for RFC 5482's granularity, which is the first; this is meant to read as tcpdump does. */
function userTimeout(bytes: Uint8Array, at: number): string {
  const value = u16be(bytes, at);
  return ` 0x${value.toString(16)} ${(value & 1) !== 0 ? (value >>> 1) * 60 : value >>> 1}`;
}

function authentication(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return ' (invalid)';
  return ` keyid ${bytes[at]} rnextkeyid ${bytes[at + 1]} mac 0x${digits(bytes, at + 2, end)}`;
}

/** The standard's option comes out with two spaces, its experimental form with one. */
function fastOpen(bytes: Uint8Array, at: number, end: number): string {
  return ` ${cookie(bytes, at, end)}`;
}

function cookie(bytes: Uint8Array, at: number, end: number): string {
  const size = end - at;
  if (size === 0) return ' cookiereq';
  if (size % 2 !== 0 || size < 4 || size > 16) return ' (invalid)';
  return ` cookie ${digits(bytes, at, end)}`;
}

function experiment(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return BAD_OPTION;
  const identifier = u16be(bytes, at);
  if (identifier === FAST_OPEN_EXPERIMENT) return `-tfo${cookie(bytes, at + 2, end)}`;
  return `-${identifier.toString(16).padStart(4, '0')}`;
}

function unknown(bytes: Uint8Array, at: number, end: number): string {
  return at === end ? '' : ` 0x${digits(bytes, at, end)}`;
}

function digits(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += bytes[at].toString(16).padStart(2, '0');
  return text;
}

import { u16be, u32be } from '../../bytes';
import { FAST_OPEN_EXPERIMENT, TcpOption } from '../transport/tcp-options';

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
    if (length < 2 || at + length > end) return `${texts.join(',')}[bad opt]`;
    texts.push(name + optionData(bytes, kind, at + 2, at + length, sackBase));
    at += length;
  }
  return texts.join(',');
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
  [TcpOption.md5, { size: 16, format: (bytes, at, end) => ` can't check - ${digits(bytes, at, end)}` }],
  [20, { size: 2, format: (bytes, at) => ` cap ${digits(bytes, at, at + 1)} id ${bytes[at + 1]}` }],
  [TcpOption.userTimeout, { size: 2, format: userTimeout }],
]);

const VARIABLE = new Map<number, DataFormat>([
  [TcpOption.sack, sack],
  [TcpOption.authentication, authentication],
  [TcpOption.fastOpen, fastOpen],
  [TcpOption.experiment2, experiment],
]);

function optionData(bytes: Uint8Array, kind: number, at: number, end: number, sackBase: number): string {
  const fixed = FIXED.get(kind);
  if (fixed === undefined) return (VARIABLE.get(kind) ?? unknown)(bytes, at, end, sackBase);
  if (end - at === fixed.size) return fixed.format(bytes, at, end, sackBase);
  // tcpdump prints the option at its proper size and then says what its length claims.
  const value = end - at > fixed.size ? fixed.format(bytes, at, at + fixed.size, sackBase) : '';
  return `${value}[len ${end - at + 2}]`;
}

function sack(bytes: Uint8Array, at: number, end: number, sackBase: number): string {
  if ((end - at) % 8 !== 0) return ' invalid sack';
  let text = ` ${(end - at) >>> 3} `;
  for (let edge = at; edge < end; edge += 8) {
    text += `{${(u32be(bytes, edge) - sackBase) >>> 0}:${(u32be(bytes, edge + 4) - sackBase) >>> 0}}`;
  }
  return text;
}

function userTimeout(bytes: Uint8Array, at: number): string {
  const value = u16be(bytes, at);
  const seconds = (value & 0x8000) !== 0 ? (value & 0x7fff) * 60 : value;
  return ` 0x${value.toString(16)} ${seconds}`;
}

function authentication(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return ' (invalid)';
  return ` keyid ${bytes[at]} rnextkeyid ${bytes[at + 1]} mac 0x${digits(bytes, at + 2, end)}`;
}

function fastOpen(bytes: Uint8Array, at: number, end: number): string {
  const size = end - at;
  if (size === 0) return '  cookiereq';
  if (size % 2 !== 0 || size < 4 || size > 16) return ' (invalid)';
  return `  cookie ${digits(bytes, at, end)}`;
}

function experiment(bytes: Uint8Array, at: number, end: number): string {
  if (end - at < 2) return '[bad opt]';
  const identifier = u16be(bytes, at);
  if (identifier === FAST_OPEN_EXPERIMENT) return `-tfo${fastOpen(bytes, at + 2, end)}`;
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

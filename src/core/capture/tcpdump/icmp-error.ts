import { servicePort } from '../../names';
import { AddressFamily } from '../../tcp';
import type { Cursor } from '../../text';
import { PrintedEndpoint, readHost, readPort } from './endpoint';
import type { ScanContext } from './scan-context';

/** An error in tcpdump's words (print-icmp.c, print-icmp6.c), with its type and code. */
interface PrintedError {
  readonly version: 4 | 6;
  readonly pattern: RegExp;
  readonly type: number;
  readonly code: number;
}

const error = (version: 4 | 6, type: number, code: number, pattern: RegExp): PrintedError => ({
  version,
  type,
  code,
  pattern,
});

/** The first group is the address that could not be reached, the second its TCP port. */
const ERRORS: readonly PrintedError[] = [
  error(4, 3, 3, /^ICMP (\S+) tcp port (\S+) unreachable/),
  error(4, 3, 4, /^ICMP (\S+) unreachable - need to frag/),
  error(4, 3, 13, /^ICMP host (\S+) unreachable - admin prohibited filter/),
  error(4, 3, 10, /^ICMP host (\S+) unreachable - admin prohibited/),
  error(4, 3, 9, /^ICMP net (\S+) unreachable - admin prohibited/),
  error(4, 3, 0, /^ICMP net (\S+) unreachable/),
  error(4, 3, 1, /^ICMP host (\S+) unreachable/),
  error(6, 1, 1, /^ICMP6, destination unreachable,\s+unreachable prohibited ([^\s,]+)/),
  error(6, 1, 0, /^ICMP6, destination unreachable,\s+unreachable route ([^\s,]+)/),
  error(6, 1, 3, /^ICMP6, destination unreachable,\s+unreachable address ([^\s,]+)/),
  error(6, 1, 4, /^ICMP6, destination unreachable,\s+unreachable port, (\S+) tcp port ([^\s,]+)/),
  error(6, 3, 0, /^ICMP6, time exceeded in-transit for ([^\s,]+)/),
];

const unreached = new PrintedEndpoint();

/**
 * Reads the ICMP error at the cursor into `segment.quoted`: who could not be reached, as far as the line tells. Who asked
 * is whom the error goes to; the ports of the quoted segment are not printed without -v, and stay 0.
 */
export function readIcmpError(c: Cursor, ctx: ScanContext): void {
  const text = c.text.slice(c.at, c.at + 300);
  if (!text.includes('unreachable') && !text.includes('exceeded')) return;
  for (const { version, pattern, type, code } of ERRORS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const { quoted } = ctx.packet.segment;
    quoted.ipVersion = version;
    quoted.type = type;
    quoted.code = code;
    quoted.sourcePort = 0;
    quoted.seqKnown = false;
    quoted.present = readUnreached(match[1], ctx) && readUnreachedPort(match[2], ctx);
    return;
  }
}

function readUnreached(host: string, ctx: ScanContext): boolean {
  const { segment } = ctx.packet;
  const { quoted } = segment;
  readHost(host, 0, host.length, unreached);
  quoted.family = segment.family;
  quoted.source0 = segment.destination0;
  quoted.source1 = segment.destination1;
  quoted.source2 = segment.destination2;
  quoted.source3 = segment.destination3;
  quoted.destination0 = unreached.words[0];
  quoted.destination1 = unreached.words[1];
  quoted.destination2 = unreached.words[2];
  quoted.destination3 = unreached.words[3];
  if (segment.family !== AddressFamily.name) return unreached.family === segment.family;
  quoted.destination3 = ctx.internName(host);
  return quoted.destination3 >= 0;
}

/** The port that is printed, by number or by name; 0 where none is. False: it cannot be told. */
function readUnreachedPort(port: string | undefined, ctx: ScanContext): boolean {
  const number = port === undefined ? 0 : readPort(port, 0, port.length);
  const known = number === -1 ? servicePort(port ?? '') : number;
  ctx.packet.segment.quoted.destinationPort = Math.max(0, known);
  return known >= 0;
}

import { seqToNumber } from '../../bytes';
import { AddressFamily, formatAddress, formatFlags, TcpFlag } from '../../tcp';
import { walkFrame } from '../decode';
import type { Frame } from '../frame';
import { PacketKind, Segment } from '../segment';
import { summarizeFrame } from '../summarize';
import { Walk } from '../walk';
import { BAD_OPTION, formatCutOptions, formatOptions } from './options';

/** The numbers to print: absolute, or relative to what the caller chose. Left out: absolute. */
export interface PrintedNumbers {
  readonly seq: number;
  readonly ack: number;
  /** Taken off the SACK edges: what was taken off the acknowledgment number. */
  readonly sackBase?: number;
}

const TCP = 6;
const FIXED_HEADER = 20;

/** Filled anew for each line: they are larger than it, and there are millions. */
const walk = new Walk();
const s = new Segment();

/**
 * One line as `tcpdump -n` prints it, without the time: `IP 192.0.2.1.33482 > 192.0.2.2.8000: Flags [S], seq 1,
 * win 8192, options [mss 1460], length 0`. The innermost TCP segment of a tunnel; a summary of what is not TCP.
 */
export function formatTcpdumpLine(frame: Frame, numbers?: PrintedNumbers): string {
  walkFrame(walk, frame, s, null);
  const hasPorts = s.sourcePort !== 0 || s.destinationPort !== 0;
  const isTcp =
    s.kind === PacketKind.tcp || (s.kind === PacketKind.malformed && hasPorts && walk.ipProtocol === TCP);
  if (!isTcp) return otherLine(frame, s);
  const from = formatAddress(s.family, s.source0, s.source1, s.source2, s.source3);
  const to = formatAddress(s.family, s.destination0, s.destination1, s.destination2, s.destination3);
  const addresses = `${ipName(s)} ${from}.${s.sourcePort} > ${to}.${s.destinationPort}`;
  return `${addresses}: ${cutText(walk, s) ?? segmentText(walk, s, numbers)}`;
}

/** What tcpdump says of a header that it does not print: one that is cut, or whose length contradicts the packet's. */
function cutText(walk: Walk, s: Segment): string | undefined {
  const at = walk.headerAt;
  const packetLength = walk.wireEnd - at;
  if (walk.limit - at < FIXED_HEADER) return ' [|tcp]';
  const headerLength = (walk.bytes[at + 12] >>> 4) << 2;
  if (headerLength < FIXED_HEADER) {
    return ` tcp ${packetLength - headerLength} [bad hdr length ${headerLength} - too short, < ${FIXED_HEADER}]`;
  }
  if (headerLength <= packetLength) return undefined;
  return `Flags [${formatFlags(s.flags)}] [bad hdr length ${headerLength} - too long, > ${packetLength}]`;
}

const ipName = (s: Segment): string => (s.family === AddressFamily.ipv6 ? 'IP6' : 'IP');

function segmentText(walk: Walk, s: Segment, numbers: PrintedNumbers | undefined): string {
  const seq = numbers?.seq ?? seqToNumber(s.seq);
  const ack = numbers?.ack ?? seqToNumber(s.ack);
  let text = `Flags [${formatFlags(s.flags)}]`;
  if (s.length > 0) text += `, seq ${seq}:${(seq + s.length) % 0x100000000}`;
  else if ((s.flags & (TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST)) !== 0) text += `, seq ${seq}`;
  if ((s.flags & TcpFlag.ACK) !== 0) text += `, ack ${ack}`;
  text += `, win ${s.window}`;
  if ((s.flags & TcpFlag.URG) !== 0) text += `, urg ${s.urgentPointer}`;
  const options = walk.headerAt + FIXED_HEADER;
  const end = walk.headerAt + ((walk.bytes[walk.headerAt + 12] >>> 4) << 2);
  const sackBase = numbers?.sackBase ?? 0;
  if (end > walk.limit)
    return `${text}, options [${formatCutOptions(walk.bytes, options, walk.limit, sackBase)}`;
  const formatted = formatOptions(walk.bytes, options, end, sackBase);
  // tcpdump ends the line at an option that does not fit.
  if (formatted.endsWith(BAD_OPTION)) return `${text}, options [${formatted}`;
  if (end > options) text += `, options [${formatted}]`;
  return `${text}, length ${s.length}`;
}

function otherLine(frame: Frame, s: Segment): string {
  const { from, to, info } = summarizeFrame(frame);
  if (s.family === AddressFamily.none || s.kind === PacketKind.arp) return info;
  return `${ipName(s)} ${from} > ${to}: ${info}`;
}

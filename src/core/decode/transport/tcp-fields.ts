import { u16be } from '../../bytes';
import { formatFlags, TcpFlag } from '../../tcp';
import { transportChecksum } from '../checksum';
import { HeaderFields, hex } from '../header-fields';
import type { LayerSink } from '../layer';
import { TOO_SHORT, type Walk } from '../walk';
import { describeTcpOptions } from './tcp-option-fields';

const TCP = 6;
const FIXED_HEADER = 20;

const FLAG_BITS: readonly (readonly [number, string])[] = [
  [TcpFlag.AE, 'AE (accurate ECN)'],
  [TcpFlag.CWR, 'CWR (congestion window reduced)'],
  [TcpFlag.ECE, 'ECE (ECN echo)'],
  [TcpFlag.URG, 'URG (urgent)'],
  [TcpFlag.ACK, 'ACK (acknowledgment)'],
  [TcpFlag.PSH, 'PSH (push)'],
  [TcpFlag.RST, 'RST (reset)'],
  [TcpFlag.SYN, 'SYN (synchronize)'],
  [TcpFlag.FIN, 'FIN (finish)'],
];

/** TCP header fields, RFC 9293 section 3.1; the ports at least are there. */
export function describeTcp(walk: Walk, sink: LayerSink, at: number): void {
  const { bytes } = walk;
  const captured = walk.limit - at;
  const headerLength = captured > 12 ? (bytes[at + 12] >>> 4) << 2 : FIXED_HEADER;
  const problem = headerProblem(walk, at, headerLength);
  const size = problem === undefined ? headerLength : FIXED_HEADER;
  const fields = new HeaderFields(walk, sink, 'TCP', at, size)
    .number('Source port', 0, 2)
    .number('Destination port', 2, 2)
    .number('Sequence number', 4, 4)
    .number('Acknowledgment number', 8, 4)
    .text('Header length', `${headerLength} bytes`, 12, 1, problem);
  if (fields.has(12, 2)) describeFlags(fields, u16be(bytes, at + 12));
  fields.number('Window', 14, 2);
  if (fields.has(16, 2)) {
    const verdict = transportChecksum(walk, TCP, at, at + 16);
    fields.text('Checksum', verdict.text, 16, 2, verdict.problem);
  }
  fields.number('Urgent pointer', 18, 2);
  if (walk.segment.lengthKnown) fields.text('Payload length', String(walk.segment.length), 0, 0);
  if (captured < size) {
    const problem = walk.wireEnd - at < size ? TOO_SHORT : walk.cutBy;
    sink.field('Header', `${captured} of ${size} bytes`, at, walk.limit, problem);
  }
  const optionsEnd = Math.min(at + size, walk.limit);
  if (optionsEnd > at + FIXED_HEADER)
    describeTcpOptions(walk, fields, at + FIXED_HEADER, optionsEnd, at + size);
}

function headerProblem(walk: Walk, at: number, headerLength: number): string | undefined {
  if (headerLength < FIXED_HEADER) return 'less than 20 bytes';
  return at + headerLength > walk.wireEnd ? 'more than the packet holds' : undefined;
}

function describeFlags(fields: HeaderFields, word: number): void {
  const flags = word & 0x1ff;
  const reserved = (word >>> 9) & 7;
  fields.text('Reserved', String(reserved), 12, 1);
  fields.text('Flags', `${hex(flags, 3)} [${formatFlags(flags)}]`, 12, 2).bits(flags, 12, 2, FLAG_BITS);
}

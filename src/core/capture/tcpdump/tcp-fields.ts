import { toSeq } from '../../bytes';
import { Checksum, PacketKind } from '../../decode';
import { TcpFlag } from '../../tcp';
import type { Cursor } from '../../text';
import type { PrintedPacket } from './printed-packet';
import type { ScanContext } from './scan-context';
import { scanOptions } from './tcp-options';

const CLOSE_BRACKET = 0x5d;

/** tcpdump's letters; `.` is ACK in the new form and "none of the others" in tcpdump 3's. */
export const flagBits = new Map<number, number>([
  [0x46, TcpFlag.FIN],
  [0x53, TcpFlag.SYN],
  [0x52, TcpFlag.RST],
  [0x50, TcpFlag.PSH],
  [0x2e, TcpFlag.ACK],
  [0x55, TcpFlag.URG],
  [0x45, TcpFlag.ECE],
  [0x57, TcpFlag.CWR],
  [0x65, TcpFlag.AE],
]);

export type FieldScanner = (c: Cursor, ctx: ScanContext, start: number) => boolean;

/** Notes in brackets. True: nothing of the header follows. */
export function scanNote(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  if (c.take('[|tcp]')) {
    finish(ctx);
    return true;
  }
  const start = c.at;
  if (!c.skipBracketed(0x5b, CLOSE_BRACKET)) {
    packet.stop(c.text.length, c.text.length, 'field');
    return true;
  }
  if (!c.text.startsWith('[bad hdr length', start)) return false;
  packet.segment.kind = PacketKind.malformed;
  return true;
}

export function scanSeq(c: Cursor, ctx: ScanContext, start: number): boolean {
  const { packet } = ctx;
  const from = c.number();
  if (from < 0 || from > 0xffffffff) return false;
  packet.segment.seq = toSeq(from);
  packet.segment.seqKnown = true;
  ctx.trace?.field('Sequence number', String(from), start, c.at);
  packet.sequenceEnd = from;
  if (c.code() !== 0x3a) return true;
  c.at++;
  const end = c.number();
  if (end < 0 || end > 0xffffffff) return false;
  packet.sequenceEnd = end;
  ctx.trace?.field('Next sequence number', String(end), c.at - String(end).length, c.at);
  return true;
}

export function scanAck(c: Cursor, ctx: ScanContext, start: number): boolean {
  const ack = c.number();
  if (ack < 0 || ack > 0xffffffff) return false;
  ctx.packet.segment.ack = toSeq(ack);
  ctx.packet.segment.ackKnown = true;
  ctx.trace?.field('Acknowledgment number', String(ack), start, c.at);
  return true;
}

export function scanWindow(c: Cursor, ctx: ScanContext, start: number): boolean {
  const window = c.number();
  if (window < 0 || window > 65535) return false;
  ctx.packet.segment.window = window;
  ctx.packet.segment.windowKnown = true;
  ctx.trace?.field('Window', String(window), start, c.at);
  return true;
}

export function scanUrgent(c: Cursor, ctx: ScanContext, start: number): boolean {
  const urgent = c.number();
  if (urgent < 0 || urgent > 65535) return false;
  ctx.packet.segment.urgentPointer = urgent;
  ctx.trace?.field('Urgent pointer', String(urgent), start, c.at);
  return true;
}

/** `cksum 0x1234 (correct)`, `(incorrect -> 0x5678)`, `(incorrect (-> 0x5678)`. */
export function scanChecksum(c: Cursor, ctx: ScanContext, start: number): boolean {
  if (!c.take('0x')) return false;
  while (c.code() > 0x2f && c.code() !== 0x2c) c.at++;
  const valueEnd = c.at;
  c.skipSpaces();
  let problem: string | undefined;
  if (c.code() === 0x28) {
    const note = c.at;
    if (!c.skipBracketed(0x28, 0x29)) {
      const close = c.text.indexOf(')', c.at);
      c.at = close < 0 ? c.text.length : close + 1;
    }
    const { segment } = ctx.packet;
    if (c.text.startsWith('(correct', note)) segment.checksum = Checksum.whole;
    // tcpdump does not say how it is wrong; frames that were damaged on their way do not reach a recorder.
    if (c.text.startsWith('(incorrect', note)) segment.checksum = Checksum.unset;
    if (c.text.startsWith('(incorrect', note)) problem = c.slice(note + 1).replace(/\)+$/, '');
  }
  ctx.trace?.field('Checksum', c.text.slice(c.text.indexOf('0x', start), valueEnd), start, c.at, problem);
  return true;
}

export function scanOptionList(c: Cursor, ctx: ScanContext): boolean {
  if (!c.take('[')) return false;
  return scanOptions(c, ctx, CLOSE_BRACKET);
}

export function scanLength(c: Cursor, ctx: ScanContext, start: number): boolean {
  const { packet } = ctx;
  const length = c.number();
  if (length < 0) return false;
  packet.segment.length = length;
  packet.segment.lengthKnown = true;
  ctx.trace?.field('Length', String(length), start, c.at);
  const ranged = rangeLength(ctx.packet);
  // `length 14` of a line that was broken inside `length 1448`: the range of sequence numbers knows better.
  if (ranged > length && c.ended && String(ranged).startsWith(String(length))) {
    packet.segment.length = ranged;
    packet.stop(c.at, c.text.length, 'length');
  } else traceProtocol(c, ctx);
  return true;
}

function traceProtocol(c: Cursor, ctx: ScanContext): void {
  if (ctx.trace === null || c.code() !== 0x3a) return;
  const start = c.at + 1;
  ctx.trace.layer('Payload', start, c.text.length);
  ctx.trace.field('Text', c.text.slice(start).trim(), start, c.text.length);
}

/** Payload bytes by `seq from:to`. A line without the range has none: tcpdump prints it for every payload. */
export function rangeLength(packet: PrintedPacket): number {
  if (!packet.segment.seqKnown) return 0;
  return (packet.sequenceEnd - (packet.segment.seq >>> 0)) >>> 0;
}

/** Ends a header that tcpdump itself broke off before `length`. */
export function finish(ctx: ScanContext): void {
  const { segment } = ctx.packet;
  if (segment.lengthKnown || !segment.windowKnown) return;
  segment.length = rangeLength(ctx.packet);
  segment.lengthKnown = true;
}

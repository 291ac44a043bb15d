import { toSeq } from '../../bytes';
import { PacketKind, TcpFlag } from '../../decode';
import { type Cursor, isDigit } from './cursor';
import { Ending, type PrintedPacket } from './printed-packet';
import type { ScanContext } from './scan-context';
import { scanOptions } from './tcp-options';

const CLOSE_BRACKET = 0x5d;
const GREATER = 0x3e;

/** tcpdump's letters; `.` is ACK in the new form and "none of the others" in tcpdump 3's. */
const flagBits = new Map<number, number>([
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

type FieldScanner = (c: Cursor, ctx: ScanContext, start: number) => boolean;

/** What may follow the flags, by its word. False: the text is not as it should be from the cursor on. */
const fieldScanners: readonly (readonly [string, FieldScanner])[] = [
  ['seq', scanSeq],
  ['ack', scanAck],
  ['win', scanWindow],
  ['options', scanOptionList],
  ['length', scanLength],
  ['urg', scanUrgent],
  ['cksum', scanChecksum],
];

/** `Flags [S.], seq 1:2, ack 3, win 4, options [...], length 1`, from the bracket's letters on. tcpdump 4. */
export function scanFlagsForm(c: Cursor, ctx: ScanContext): void {
  const { packet } = ctx;
  const start = c.at;
  packet.segment.kind = PacketKind.tcp;
  if (!scanFlagLetters(c, ctx)) {
    packet.stop(c.at, c.text.length, 'flags');
    return;
  }
  ctx.trace?.field('Flags', c.text.slice(start, c.at - 1), start, c.at - 1);
  while (packet.ending === Ending.complete) {
    while (c.code() === 0x2c || c.code() === 0x20 || c.code() === 0x0a || c.code() === 0x09) c.at++;
    if (c.ended) {
      packet.stop(c.at, c.text.length, 'field');
      return;
    }
    if (c.code() === 0x5b) {
      if (scanNote(c, ctx)) return;
    } else if (scanField(c, ctx)) return;
  }
}

/** True: the header is read to its end. */
function scanField(c: Cursor, ctx: ScanContext): boolean {
  const start = c.at;
  for (const [word, scan] of fieldScanners) {
    if (!c.takeWord(word)) continue;
    ctx.packet.lastField = word;
    c.skipSpaces();
    if (!scan(c, ctx, start)) ctx.packet.stop(c.at, c.text.length, word);
    return word === 'length' || endedByNote(c, ctx);
  }
  // A field's word that the line's end cuts, `wi`, is no foreign text.
  const rest = c.text.slice(c.at);
  const cut = rest.length < 8 && fieldScanners.some(([word]) => word.startsWith(rest));
  ctx.packet.stop(cut ? c.text.length : c.at, c.text.length, 'field');
  return true;
}

/** After `[bad opt]` tcpdump prints nothing more of the segment. */
function endedByNote(c: Cursor, ctx: ScanContext): boolean {
  if (c.text.charCodeAt(c.at - 1) !== CLOSE_BRACKET && c.text.charCodeAt(c.at - 1) !== GREATER) return false;
  if (!c.text.endsWith('[bad opt]', c.at) && !c.text.endsWith('[bad opt]]', c.at)) return false;
  finish(ctx);
  return true;
}

function scanFlagLetters(c: Cursor, ctx: ScanContext): boolean {
  const { segment } = ctx.packet;
  if (c.take('none]')) {
    segment.flagsKnown = true;
    return true;
  }
  for (; ; c.at++) {
    const bit = flagBits.get(c.code());
    if (bit === undefined) break;
    segment.flags |= bit;
  }
  if (c.code() !== CLOSE_BRACKET) return false;
  c.at++;
  segment.flagsKnown = true;
  return true;
}

/** Notes in brackets. True: nothing of the header follows. */
function scanNote(c: Cursor, ctx: ScanContext): boolean {
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

function scanSeq(c: Cursor, ctx: ScanContext, start: number): boolean {
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

function scanAck(c: Cursor, ctx: ScanContext, start: number): boolean {
  const ack = c.number();
  if (ack < 0 || ack > 0xffffffff) return false;
  ctx.packet.segment.ack = toSeq(ack);
  ctx.packet.segment.ackKnown = true;
  ctx.trace?.field('Acknowledgment number', String(ack), start, c.at);
  return true;
}

function scanWindow(c: Cursor, ctx: ScanContext, start: number): boolean {
  const window = c.number();
  if (window < 0 || window > 65535) return false;
  ctx.packet.segment.window = window;
  ctx.packet.segment.windowKnown = true;
  ctx.trace?.field('Window', String(window), start, c.at);
  return true;
}

function scanUrgent(c: Cursor, ctx: ScanContext, start: number): boolean {
  const urgent = c.number();
  if (urgent < 0 || urgent > 65535) return false;
  ctx.packet.segment.urgentPointer = urgent;
  ctx.trace?.field('Urgent pointer', String(urgent), start, c.at);
  return true;
}

/** `cksum 0x1234 (correct)`, `(incorrect -> 0x5678)`, `(incorrect (-> 0x5678)`. */
function scanChecksum(c: Cursor, ctx: ScanContext, start: number): boolean {
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
    if (c.text.startsWith('(incorrect', note)) problem = c.slice(note + 1).replace(/\)+$/, '');
  }
  ctx.trace?.field('Checksum', c.text.slice(c.text.indexOf('0x', start), valueEnd), start, c.at, problem);
  return true;
}

function scanOptionList(c: Cursor, ctx: ScanContext): boolean {
  if (!c.take('[')) return false;
  return scanOptions(c, ctx, CLOSE_BRACKET);
}

function scanLength(c: Cursor, ctx: ScanContext, start: number): boolean {
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
function finish(ctx: ScanContext): void {
  const { segment } = ctx.packet;
  if (segment.lengthKnown || !segment.windowKnown) return;
  segment.length = rangeLength(ctx.packet);
  segment.lengthKnown = true;
}

/** `tcp 123`: all that -q tells. */
export function scanQuietForm(c: Cursor, ctx: ScanContext): void {
  const { packet } = ctx;
  const start = c.at;
  packet.segment.kind = PacketKind.tcp;
  const length = c.number();
  if (length < 0) {
    packet.stop(c.at, c.text.length, 'length');
    return;
  }
  packet.segment.length = length;
  packet.segment.lengthKnown = true;
  ctx.trace?.field('Length', String(length), start, c.at);
  c.skipSpaces();
  if (c.text.startsWith('[bad hdr length', c.at)) {
    packet.segment.kind = PacketKind.malformed;
    packet.segment.lengthKnown = false;
  }
}

/** Whether tcpdump 3's `S 1:2(1) ack 3 win 4 <mss 1460> (DF)` begins here. */
export function looksLikeOldForm(c: Cursor): boolean {
  let i = c.at;
  while (flagBits.has(c.text.charCodeAt(i)) && c.text.charCodeAt(i) !== 0x65) i++;
  if (i === c.at || i - c.at > 9) return false;
  const rest = c.text.slice(i, i + 24).trimStart();
  return (
    /^,? *(?:cksum|\[tcp sum|\[bad tcp|\[\|tcp\]|\[bad hdr|ack \d|win \d)/.test(rest) ||
    /^\d{1,10}:\d/.test(rest)
  );
}

/** tcpdump 3 and OpenBSD. The `.` is no flag there: ACK shows as `ack`, and `.` stands for none of the others. */
export function scanOldForm(c: Cursor, ctx: ScanContext): void {
  const { packet } = ctx;
  const { segment } = packet;
  const start = c.at;
  segment.kind = PacketKind.tcp;
  for (; ; c.at++) {
    const bit = flagBits.get(c.code());
    if (bit === undefined) break;
    if (bit !== TcpFlag.ACK) segment.flags |= bit;
  }
  segment.flagsKnown = true;
  ctx.trace?.field('Flags', c.slice(start), start, c.at);
  while (packet.ending === Ending.complete) {
    while (c.code() === 0x2c || c.code() === 0x20 || c.code() === 0x0a || c.code() === 0x09) c.at++;
    if (c.ended) {
      endOldForm(ctx, c);
      return;
    }
    if (!scanOldField(c, ctx)) return;
  }
}

/** False: the header is read to its end. */
function scanOldField(c: Cursor, ctx: ScanContext): boolean {
  const start = c.at;
  if (isDigit(c.code())) return scanOldRange(c, ctx);
  if (c.code() === 0x5b) return !scanNote(c, ctx);
  if (c.code() === 0x28) {
    // `(DF)`, `(ttl 64, id 1, len 60)`, `(frag 1:8@0+)`.
    if (!c.skipBracketed(0x28, 0x29)) ctx.packet.stop(c.text.length, c.text.length, 'field');
    return true;
  }
  if (c.code() === 0x3c) {
    c.at++;
    if (!scanOptions(c, ctx, GREATER)) ctx.packet.stop(c.at, c.text.length, 'options');
    return true;
  }
  return scanOldWord(c, ctx, start);
}

const oldWords: readonly (readonly [string, FieldScanner])[] = [
  ['ack', (c, ctx, start) => takeAckBit(ctx) && scanAck(c, ctx, start)],
  ['win', scanWindow],
  ['urg', (c, ctx, start) => takeUrgentBit(ctx) && scanUrgent(c, ctx, start)],
  ['cksum', scanChecksum],
];

function scanOldWord(c: Cursor, ctx: ScanContext, start: number): boolean {
  for (const [word, scan] of oldWords) {
    if (!c.takeWord(word)) continue;
    ctx.packet.lastField = word;
    c.skipSpaces();
    if (!scan(c, ctx, start)) ctx.packet.stop(c.at, c.text.length, word);
    return true;
  }
  // Whatever follows the window is protocol text; before it, it is foreign.
  if (ctx.packet.segment.windowKnown) endOldForm(ctx, c);
  else ctx.packet.stop(c.at, c.text.length, 'field');
  return false;
}

function takeAckBit(ctx: ScanContext): boolean {
  ctx.packet.segment.flags |= TcpFlag.ACK;
  return true;
}

function takeUrgentBit(ctx: ScanContext): boolean {
  ctx.packet.segment.flags |= TcpFlag.URG;
  return true;
}

/** `123:456(333)`. */
function scanOldRange(c: Cursor, ctx: ScanContext): boolean {
  const { packet } = ctx;
  const start = c.at;
  packet.lastField = 'seq';
  const ok = scanSeq(c, ctx, start) && c.take('(');
  const length = ok ? c.number() : -1;
  if (length < 0 || !c.take(')')) {
    packet.stop(c.at, c.text.length, 'seq');
    return false;
  }
  packet.segment.length = length;
  packet.segment.lengthKnown = true;
  return true;
}

function endOldForm(ctx: ScanContext, c: Cursor): void {
  const { packet } = ctx;
  if (!packet.segment.windowKnown && c.ended) {
    packet.stop(c.at, c.text.length, 'win');
    return;
  }
  finish(ctx);
  if (c.ended) packet.ending = Ending.open;
}

import { isDigit } from '../../bytes';
import { PacketKind } from '../../decode';
import { TcpFlag } from '../../tcp';
import type { Cursor } from '../../text';
import { Ending } from './printed-packet';
import type { ScanContext } from './scan-context';
import {
  type FieldScanner,
  finish,
  flagBits,
  scanAck,
  scanChecksum,
  scanNote,
  scanSeq,
  scanUrgent,
  scanWindow,
} from './tcp-fields';
import { scanOptions } from './tcp-options';

const GREATER = 0x3e;

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

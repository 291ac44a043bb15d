import { PacketKind } from '../../decode';
import type { Cursor } from '../../text';
import { Ending } from './printed-packet';
import type { ScanContext } from './scan-context';
import {
  type FieldScanner,
  finish,
  flagBits,
  scanAck,
  scanChecksum,
  scanLength,
  scanNote,
  scanOptionList,
  scanSeq,
  scanUrgent,
  scanWindow,
} from './tcp-fields';

const CLOSE_BRACKET = 0x5d;
const GREATER = 0x3e;

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

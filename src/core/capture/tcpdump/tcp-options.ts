import { toSeq } from '../../bytes';
import { SCALE_CUT, type Segment } from '../../decode';
import type { Cursor } from '../../text';
import type { ScanContext } from './scan-context';

const MAX_SACK_BLOCKS = 4;

type OptionReader = (c: Cursor, segment: Segment) => void;

/** By the option's word; every other option is only named. */
const readers: Readonly<Record<string, OptionReader>> = {
  mss: (c, segment) => {
    segment.maximumSegmentSize = spacedNumber(c, segment.maximumSegmentSize);
  },
  wscale: (c, segment) => {
    segment.windowScale = spacedNumber(c, segment.windowScale);
  },
  sackOK: (_, segment) => {
    segment.sackPermitted = true;
  },
  sack: readSack,
  TS: readTimestamp,
  timestamp: readTimestamp,
  tfo: readFastOpen,
  'exp-tfo': readFastOpen,
};

/**
 * Reads `nop,nop,TS val 1 ecr 2` up to the closing bracket, `]` or (tcpdump 3) `>`. The list also ends, without
 * one, at tcpdump's own `[bad opt]` and at `[|tcp]`. False: the text ends inside the list.
 */
export function scanOptions(c: Cursor, ctx: ScanContext, close: number): boolean {
  while (!c.ended) {
    c.skipSpaces();
    const code = c.code();
    if (code === close) {
      c.at++;
      return true;
    }
    if (code === 0x2c) {
      c.at++;
      continue;
    }
    if (atNote(c)) {
      noteCut(c, ctx.packet.segment);
      return true;
    }
    if (code === -1) return false;
    const start = c.at;
    readOption(c, ctx.packet.segment);
    skipRest(c, close);
    if (c.at === start) return false;
    if (c.code() !== -1) traceOption(c, ctx, start);
  }
  return false;
}

/** `[bad opt]`, which ends the whole line, or `[|tcp]`. */
function atNote(c: Cursor): boolean {
  if (c.take('[bad opt]')) {
    c.take('>');
    c.take(']');
    return true;
  }
  return c.text.startsWith('[|tcp]', c.at);
}

/** The snap length cut the list: what stood behind is not known. */
function noteCut(c: Cursor, segment: Segment): void {
  if (segment.windowScale < 0 && c.text.startsWith('[|tcp]', c.at)) segment.windowScale = SCALE_CUT;
}

function readOption(c: Cursor, segment: Segment): void {
  const start = c.at;
  while (isOptionWord(c.code())) c.at++;
  const word = c.slice(start);
  if (Object.hasOwn(readers, word)) readers[word](c, segment);
}

const isOptionWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x2d;

/** To the next comma or bracket that belongs to the list; `{..,..}` and `[len 5]` belong to the option. */
function skipRest(c: Cursor, close: number): void {
  let braces = 0;
  for (; !c.ended; c.at++) {
    const code = c.code();
    if (code === 0x7b) braces++;
    else if (code === 0x7d) braces--;
    else if (code === 0x5b) {
      if (c.text.startsWith('[bad opt]', c.at) || c.text.startsWith('[|tcp]', c.at)) return;
      if (!c.skipBracketed(0x5b, 0x5d)) {
        c.at = c.text.length;
        return;
      }
      c.at--;
    } else if (braces <= 0 && (code === 0x2c || code === close)) return;
  }
}

function traceOption(c: Cursor, ctx: ScanContext, start: number): void {
  if (ctx.trace === null) return;
  const text = c.slice(start).trim();
  const blank = text.indexOf(' ');
  const name = blank < 0 ? text : text.slice(0, blank);
  ctx.trace.field(`Option ${name}`, blank < 0 ? '' : text.slice(blank + 1), start, start + text.length);
}

function spacedNumber(c: Cursor, otherwise: number): number {
  c.skipSpaces();
  const value = c.number();
  return value < 0 ? otherwise : value;
}

/** `sack 2 {1:2}{3:4}`, with tcpdump 3 `sack sack 2 {1:2}{3:4}`. */
function readSack(c: Cursor, segment: Segment): void {
  c.skipSpaces();
  if (c.takeWord('sack')) c.skipSpaces();
  c.number();
  c.skipSpaces();
  segment.sackCount = 0;
  while (c.code() === 0x7b) {
    c.at++;
    const left = c.number();
    if (c.code() !== 0x3a) return;
    c.at++;
    const right = c.number();
    if (left < 0 || right < 0 || c.code() !== 0x7d) return;
    c.at++;
    if (segment.sackCount === MAX_SACK_BLOCKS) continue;
    segment.sack[2 * segment.sackCount] = toSeq(left);
    segment.sack[2 * segment.sackCount + 1] = toSeq(right);
    segment.sackCount++;
    if (c.code() === 0x20 && c.code(1) === 0x7b) c.at++;
  }
}

/** `TS val 1 ecr 2`, with tcpdump 3 `timestamp 1 2`. */
function readTimestamp(c: Cursor, segment: Segment): void {
  c.skipSpaces();
  if (c.takeWord('val')) c.skipSpaces();
  const value = c.number();
  c.skipSpaces();
  if (c.takeWord('ecr')) c.skipSpaces();
  const echo = c.number();
  if (value < 0 || echo < 0) return;
  segment.timestampKnown = true;
  segment.timestampValue = value;
  segment.timestampEcho = echo;
}

/** `tfo  cookiereq`, `exp-tfo cookie 6162636465666768`: RFC 7413 section 4.1.1. */
function readFastOpen(c: Cursor, segment: Segment): void {
  c.skipSpaces();
  if (c.takeWord('cookiereq')) {
    segment.fastOpenCookieLength = 0;
    return;
  }
  if (!c.takeWord('cookie')) return;
  c.skipSpaces();
  const start = c.at;
  while (c.code() > 0x2f && c.code() !== 0x5d) c.at++;
  segment.fastOpenCookieLength = (c.at - start) >> 1;
}

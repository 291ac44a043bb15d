import { isDigit } from '../../bytes';
import type { CleanLine } from '../../text';
import { Cursor, continuationStart, isSpace, lastPrefixPath } from '../../text';
import { findPacketStart, scanPacket } from './packet-scanner';
import { Ending, type PrintedPacket } from './printed-packet';
import { PrintedTime, scanTime, TimeStyle } from './printed-time';
import type { ScanContext } from './scan-context';

/** Lines that one packet's header may take: IP header and addresses of each nesting, or a line that was wrapped. */
const MAX_HEADER_LINES = 10;
const MAX_HEADER_LENGTH = 16384;

interface HeaderPart {
  readonly line: CleanLine;
  /** Where the part begins in the joined text, and in its own clean line. */
  readonly at: number;
  readonly from: number;
}

/** A packet's header while its lines come in. */
export class PendingPacket {
  private readonly cursor = new Cursor();
  private parts: HeaderPart[] = [];
  private text = '';
  private prefixPath: readonly number[] = [];

  constructor(private readonly ctx: ScanContext) {}

  get packet(): PrintedPacket {
    return this.ctx.packet;
  }

  /** The header's lines, joined. */
  get joined(): string {
    return this.text;
  }

  /** Blanks before the packet on its first line, in columns. */
  get indentation(): number {
    return indentationOf(this.text, 0);
  }

  get path(): readonly number[] {
    return this.prefixPath;
  }

  /** False: the line holds no packet. */
  begin(line: CleanLine): boolean {
    if (!scanPacket(this.cursor, line.text, this.ctx)) return false;
    this.prefixPath = lastPrefixPath(line.text, this.packet.start);
    this.parts = [{ line, at: 0, from: 0 }];
    this.text = line.text;
    return true;
  }

  /** Whether the header may go on in the next line. */
  get mayGoOn(): boolean {
    const { ending } = this.packet;
    return ending === Ending.cut || ending === Ending.open;
  }

  /** Takes the line as more of the header if the grammar goes on in it; false: it is none, nothing has changed. */
  join(line: CleanLine): boolean {
    if (this.parts.length >= MAX_HEADER_LINES || this.text.length + line.text.length > MAX_HEADER_LENGTH)
      return false;
    if (this.packet.time.style !== TimeStyle.none && beginsWithTime(line.text)) return false;
    const from = skipSpaces(line.text, this.skipLineNumber(line.text));
    if (from === line.text.length) return false;
    const before = this.packet.ending;
    if (before === Ending.open && !mayExtend(this.text, line.text, from)) return false;
    // A blank was lost where the line was broken; a terminal breaks anywhere and loses none.
    return this.tryJoin(line, from, '\n') || (before === Ending.cut && this.tryJoin(line, from, ''));
  }

  /** Behind the prefixes; and behind a line number, where the packet's first line had what may be one. */
  private skipLineNumber(text: string): number {
    const start = continuationStart(text, this.prefixPath);
    const next = this.packet.number + 1;
    const at = skipSpaces(text, start);
    if (next === 0 || !text.startsWith(`${next} `, at)) return start;
    return at + String(next).length;
  }

  private tryJoin(line: CleanLine, from: number, separator: string): boolean {
    const joint = this.text.length;
    const text = this.text + separator + line.text.slice(from);
    scanPacket(this.cursor, text, this.ctx);
    const { packet } = this;
    if (packet.ending === Ending.wrong && packet.wrongAt <= wordEnd(text, joint + separator.length)) {
      scanPacket(this.cursor, this.text, this.ctx);
      return false;
    }
    this.text = text;
    this.parts.push({ line, at: joint + separator.length, from });
    return true;
  }

  /** Reads the joined header once more, for a trace of it as a whole. */
  rescan(): void {
    scanPacket(this.cursor, this.text, this.ctx);
  }

  /** What was cut inside a number is not known; what tcpdump would have printed, is. */
  settle(): void {
    const { packet } = this;
    if (packet.ending === Ending.cut && isDigit(this.text.charCodeAt(this.text.length - 1)))
      forgetLast(packet);
  }

  /** Line (from the packet's first) and column, both from 0, of a place in the joined text. */
  placeOf(at: number): { line: number; column: number } {
    let i = this.parts.length - 1;
    while (i > 0 && this.parts[i].at > at) i--;
    const part = this.parts[i];
    const clean = Math.max(0, at - part.at + part.from);
    const { places } = part.line;
    if (places === null) return { line: i, column: clean };
    const last = places.length - 1;
    return {
      line: i,
      column: clean <= last ? places[clean] : last < 0 ? 0 : places[last] + 1 + clean - last - 1,
    };
  }
}

/** What may follow a header that is whole: tcpdump 3's options and notes, and the packet inside a tunnel. */
function mayExtend(text: string, line: string, from: number): boolean {
  if (/vni \w+[^\n]*$/.test(text.slice(-200)) || /length \d+$/.test(text.slice(-24))) {
    const next = findPacketStart(line.slice(from));
    return (
      next === 0 || line.startsWith('IP', from) || line.startsWith('(', from) || line.startsWith('[|', from)
    );
  }
  return '<(['.includes(line[from]);
}

/** The field that the line's end cuts through. */
function forgetLast(packet: PrintedPacket): void {
  const { segment } = packet;
  if (packet.lastField === 'seq') segment.seqKnown = false;
  else if (packet.lastField === 'ack') {
    segment.ackDoubtful = segment.ackKnown;
    segment.ackKnown = false;
  } else if (packet.lastField === 'win') segment.windowKnown = false;
}

const timeCursor = new Cursor();
const time = new PrintedTime();

export function beginsWithTime(text: string): boolean {
  const start = findPacketStart(text);
  if (start < 0) return false;
  timeCursor.load(text, start);
  if (scanTime(timeCursor, time)) return true;
  if (timeCursor.number() < 0) return false;
  timeCursor.skipSpaces();
  return scanTime(timeCursor, time);
}

function skipSpaces(text: string, at: number): number {
  let i = at;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

function wordEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && !isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** Columns of white space at `at`, a tab counting to the next eighth. */
export function indentationOf(text: string, at: number): number {
  let columns = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x09) columns += 8 - (columns % 8);
    else if (c === 0x20) columns++;
    else break;
  }
  return columns;
}

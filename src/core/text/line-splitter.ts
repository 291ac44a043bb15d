import { createDecoder } from './platform-text';

/** A longer line is delivered with its first part as text; its bytes are all counted. */
export const MAX_LINE_BYTES = 1 << 20;
/** Bytes of an overlong line that are shown. */
const KEPT_BYTES = 1 << 16;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface LineReceiver {
  /** `cut`: the line is longer than MAX_LINE_BYTES and `text` holds its beginning only. */
  line(offset: number, byteLength: number, text: string, cut: boolean): void;
}

/**
 * Bytes into lines: LF, CR LF, CR CR LF and a lone CR end one. UTF-8, or UTF-16 by its byte order mark or by the NULs
 * of its first two characters. Holds no bytes itself: what is not a whole line yet is handed in again.
 */
export class LineSplitter {
  private encoding: Encoding | null = null;
  private decoder = createDecoder('utf-8');
  /** Up to here in the file, no line end was found in the unfinished line. */
  private searched = 0;
  /** Start in the file and head of an overlong line that is being skipped; -1: none. */
  private overlongAt = -1;
  private overlongText = '';

  constructor(private readonly receiver: LineReceiver) {}

  /** An overlong line's end is still to come; its bytes so far are consumed. */
  get insideLine(): boolean {
    return this.overlongAt >= 0;
  }

  /** A line's bytes in the encoding of the lines so far; UTF-8 before the first. */
  decode(bytes: Uint8Array): string {
    return this.decoder.decode(bytes);
  }

  /** Returns how many bytes are done with. */
  consume(bytes: Uint8Array, start: number, end: number, offset: number): number {
    if (this.encoding === null) {
      if (end - start < 4) return 0;
      const mark = this.detect(bytes, start, end);
      return mark + this.split(bytes, start + mark, end, offset + mark, false);
    }
    return this.split(bytes, start, end, offset, false);
  }

  end(bytes: Uint8Array, start: number, end: number, offset: number): void {
    let at = start;
    if (this.encoding === null) at += this.detect(bytes, start, end);
    at += this.split(bytes, at, end, offset + at - start, true);
    const rest = offset + at - start;
    if (this.overlongAt >= 0) this.finishOverlong(rest + (end - at));
    else if (at < end)
      this.receiver.line(rest, end - at, this.decoder.decode(bytes.subarray(at, end)), false);
  }

  /** Sets the encoding from the first bytes; returns the length of a byte order mark. */
  private detect(bytes: Uint8Array, start: number, end: number): number {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => (start + i < end ? bytes[start + i] : -1));
    const mark8 = a === 0xef && b === 0xbb && c === 0xbf;
    const little = (a === 0xff && b === 0xfe) || (a > 0 && b === 0 && c > 0 && d === 0);
    const big = (a === 0xfe && b === 0xff) || (a === 0 && b > 0 && c === 0 && d > 0);
    this.encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8';
    this.decoder = createDecoder(this.encoding);
    if (mark8) return 3;
    return (little && a === 0xff) || (big && a === 0xfe) ? 2 : 0;
  }

  private split(bytes: Uint8Array, start: number, end: number, offset: number, final: boolean): number {
    const ends =
      this.encoding === 'utf-8'
        ? new ByteEnds(bytes, end, final)
        : new WideEnds(bytes, start, end, final, this.encoding === 'utf-16be');
    let at = start;
    let from = Math.max(start, start + this.searched - offset);
    for (;;) {
      if (!ends.find(from)) break;
      this.deliver(bytes, at, ends.at, offset + at - start);
      at = from = ends.next;
    }
    this.searched = offset + Math.max(at, ends.searchedTo) - start;
    if (end - at <= MAX_LINE_BYTES && this.overlongAt < 0) return at - start;
    return this.skipOverlong(bytes, at, Math.max(at, ends.searchedTo), offset + at - start) + at - start;
  }

  private deliver(bytes: Uint8Array, at: number, lineEnd: number, offset: number): void {
    if (this.overlongAt >= 0) {
      this.finishOverlong(offset + lineEnd - at);
      return;
    }
    this.receiver.line(offset, lineEnd - at, this.decoder.decode(bytes.subarray(at, lineEnd)), false);
  }

  /** Drops the bytes of a line that grew too long, keeping its beginning as text. */
  private skipOverlong(bytes: Uint8Array, at: number, to: number, offset: number): number {
    if (this.overlongAt < 0) {
      this.overlongAt = offset;
      this.overlongText = this.decoder.decode(bytes.subarray(at, Math.min(to, at + KEPT_BYTES)));
    }
    return to - at;
  }

  private finishOverlong(end: number): void {
    const start = this.overlongAt;
    this.overlongAt = -1;
    this.receiver.line(start, end - start, this.overlongText, true);
    this.overlongText = '';
  }
}

const LF = 0x0a;
const CR = 0x0d;

/** Finds line ends in single bytes. */
class ByteEnds {
  /** The line's end, and the next line's beginning. */
  at = 0;
  next = 0;
  searchedTo = 0;
  private lf = -1;
  private cr = -1;
  private readonly bytes: Uint8Array;

  constructor(
    bytes: Uint8Array,
    private readonly end: number,
    private readonly final: boolean,
  ) {
    // The buffer may be much longer than what is in it.
    this.bytes = bytes.subarray(0, end);
  }

  find(from: number): boolean {
    if (this.lf < from) this.lf = this.indexOf(LF, from);
    if (this.cr < from) this.cr = this.indexOf(CR, from);
    this.searchedTo = this.end;
    if (this.cr < this.lf) return this.carriageReturn();
    if (this.lf === this.end) return false;
    this.at = this.lf;
    this.next = this.lf + 1;
    return true;
  }

  private indexOf(byte: number, from: number): number {
    const found = this.bytes.indexOf(byte, from);
    return found < 0 ? this.end : found;
  }

  /** CR, CR LF or CR CR LF; which one, only the bytes behind it tell. */
  private carriageReturn(): boolean {
    const { bytes, cr, end } = this;
    if (cr + 2 >= end && !this.final && bytes[cr + 1] !== LF) {
      this.searchedTo = cr;
      return false;
    }
    this.at = cr;
    if (bytes[cr + 1] === LF) this.next = cr + 2;
    else if (bytes[cr + 1] === CR && bytes[cr + 2] === LF) this.next = cr + 3;
    else this.next = cr + 1;
    return true;
  }
}

/** The same in UTF-16 code units. */
class WideEnds {
  at = 0;
  next = 0;
  searchedTo = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    private readonly end: number,
    private readonly final: boolean,
    private readonly big: boolean,
  ) {}

  find(from: number): boolean {
    let i = from - ((from - this.start) & 1);
    for (; i + 1 < this.end; i += 2) {
      const unit = this.unit(i);
      if (unit !== LF && unit !== CR) continue;
      if (unit === CR && i + 6 > this.end && !this.final && this.unit(i + 2) !== LF) break;
      this.at = i;
      this.next = i + 2 * this.unitsOfEnd(i, unit);
      return true;
    }
    this.searchedTo = Math.min(i, this.end);
    return false;
  }

  private unitsOfEnd(i: number, unit: number): number {
    if (unit === LF) return 1;
    if (this.unit(i + 2) === LF) return 2;
    return this.unit(i + 2) === CR && this.unit(i + 4) === LF ? 3 : 1;
  }

  private unit(i: number): number {
    if (i + 1 >= this.end) return -1;
    return this.big ? (this.bytes[i] << 8) | this.bytes[i + 1] : this.bytes[i] | (this.bytes[i + 1] << 8);
  }
}

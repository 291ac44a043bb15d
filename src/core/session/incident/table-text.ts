import { type ByteSource, decodeUtf8 } from '../../bytes';
import { readSocketTable, type SocketTable } from '../../sockets';

/** Characters, beside packets, that are looked through for a first row; so many again where there are rows. */
const FIRST_LOOK = 8 << 20;
const MOST_KEPT = 64 << 20;
/** Bytes of a text that are read for it at most. */
const MOST_READ = 256 << 20;
const PIECE = 1 << 20;
/** Lines that are longer may hold a whole page. */
const LONGEST_PACKET = 1000;

/** `lsof -F0`: every field ends with a NUL. */
const LSOF_FIELDS = /^[pf]\d+\0[a-zA-Z]/m;

/** What tcpdump prints of a packet, and of its bytes: most lines of a log, none of which has a row in it. */
const isPacket = (line: string): boolean =>
  line.length < LONGEST_PACKET &&
  (line.includes(': Flags [') || /^\s+0x[0-9a-f]{4}: /.test(line)) &&
  !/<br|\\n/i.test(line);

/** The socket tables in a text that may be long and may grow: what was read is not read again. */
export class TableText {
  private at = 0;
  private readonly lines: string[] = [];
  private readonly numbers: number[] = [];
  private looked = 0;
  private line = 0;
  private kept = 0;
  private known: { readonly kept: number; readonly tail: string; readonly table: SocketTable } | null = null;

  constructor(private readonly source: ByteSource) {}

  /** Bytes of the text, out of gzip where it is in it, that were looked through. */
  get bytesRead(): number {
    return this.looked;
  }

  /**
   * Rows, counts and problems; null: the source is not a text. Where a part of a long text was not looked through, a
   * problem says so, with the last line that was.
   */
  async read(): Promise<SocketTable | null> {
    let look = await this.lookOn(FIRST_LOOK);
    if (look === null) return null;
    let table = this.tableWith(look.tail);
    if (!look.whole && holdsAnything(table)) {
      look = (await this.lookOn(MOST_KEPT)) ?? look;
      table = this.tableWith(look.tail);
    }
    if (look.whole) return table;
    const text = String(Math.round(this.at / (1 << 20)));
    const problem = { id: 'table.not-looked-further', line: Math.max(1, this.line), text } as const;
    return { ...table, problems: [...table.problems, problem] };
  }

  /** A line of the text, from 1, that was not left out; '' for others. */
  lineText(line: number): string {
    if (line > this.line) return line === this.line + 1 ? (this.known?.tail ?? '') : '';
    let [low, high] = [0, this.numbers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.numbers[middle] < line) low = middle + 1;
      else high = middle;
    }
    return this.numbers[low] === line ? this.lines[low] : '';
  }

  private tableWith(tail: string): SocketTable {
    if (this.known?.kept === this.kept && this.known.tail === tail) return this.known.table;
    const text = [...this.lines, tail].join('\n');
    const table = readSocketTable(text, [...this.numbers, this.line + 1]);
    this.known = { kept: this.kept, tail, table };
    return table;
  }

  /** Reads on, until so many characters are kept. `tail`: a line without its end. */
  private async lookOn(most: number): Promise<{ readonly tail: string; readonly whole: boolean } | null> {
    let rest = new Uint8Array(0);
    while (this.kept < most && this.at < MOST_READ) {
      const bytes = new Uint8Array(PIECE + rest.length);
      bytes.set(rest);
      const count = await this.source.read(this.at + rest.length, bytes.subarray(rest.length));
      const have = bytes.subarray(0, rest.length + count);
      if (this.at === 0 && isWide(have)) return this.takeWide();
      const end = have.lastIndexOf(0x0a) + 1;
      if (end > 0 && !this.take(have.subarray(0, end))) return null;
      rest = have.slice(end);
      this.at += end;
      if (count === 0 || rest.length > most) break;
    }
    this.looked = this.at + rest.length;
    const tail = decodeUtf8(rest);
    if (tail.includes('\0') && !LSOF_FIELDS.test(tail)) return null;
    const more = await this.source.read(this.at + rest.length, new Uint8Array(1));
    return { tail, whole: more === 0 };
  }

  /** Whole lines; false: they are not text. */
  private take(bytes: Uint8Array): boolean {
    const text = decodeUtf8(bytes);
    if (text.includes('\0') && !LSOF_FIELDS.test(text)) return false;
    const lines = text.split(/\r\r\n|\r\n|\n|\r/);
    lines.pop();
    for (const line of lines) {
      this.line++;
      if (line === '' || isPacket(line)) continue;
      this.lines.push(line);
      this.numbers.push(this.line);
      this.kept += line.length + 1;
    }
    return true;
  }

  /** UTF-16 is what PowerShell 5 writes into a file: read anew each time, as far as a first look goes. */
  private async takeWide(): Promise<{ readonly tail: string; readonly whole: boolean }> {
    const bytes = new Uint8Array(FIRST_LOOK * 2);
    const count = await this.source.read(0, bytes);
    this.looked = count;
    const low = bytes[0] === 0xfe && bytes[1] === 0xff ? 1 : 0;
    const text = wideText(bytes.subarray(0, count), low);
    const lines = text.split(/\r\r\n|\r\n|\n|\r/);
    this.numbers.length = this.lines.length = 0;
    for (const [at, line] of lines.entries()) {
      this.lines.push(line);
      this.numbers.push(at + 1);
    }
    [this.line, this.kept] = [lines.length, text.length];
    return { tail: '', whole: count < bytes.length };
  }
}

/** Rows, or counts alone. */
export const holdsAnything = ({ rows, counts, counters }: SocketTable): boolean =>
  rows.length + counts.length + counters.length > 0;

function isWide([first, second, , fourth]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first !== 0 && second === 0 && fourth === 0);
}

/** `low`: where the low byte of a unit stands, 0 or 1. */
function wideText(bytes: Uint8Array, low: 0 | 1): string {
  const pieces: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2)
    pieces.push(String.fromCharCode(bytes[at + low] | (bytes[at + 1 - low] << 8)));
  return pieces.join('').replace(/^\ufeff/, '');
}

/** The place of a line among those of a text, from 0; a number when the program runs. */
export type LineIndex = number & { readonly __lineIndex: unique symbol };

export const lineIndex = (index: number): LineIndex => index as LineIndex;

const PAGE_BITS = 13;
const PAGE_LINES = 1 << PAGE_BITS;
const PAGE_MASK = PAGE_LINES - 1;

/** The line belongs to no packet. */
const NO_PACKET = -1;

class Lines {
  readonly offset = new Float64Array(PAGE_LINES);
  readonly byteLength = new Uint32Array(PAGE_LINES);
  /** The packet whose header ends on the line: its index; minus two less the index for a line that is more of that packet; -1 none. */
  readonly packet = new Int32Array(PAGE_LINES).fill(NO_PACKET);
}

/** Lines of one length, one behind the other, of which none shows a packet: how they begin tells them all. */
interface Equal {
  readonly offset: number;
  readonly step: number;
  readonly byteLength: number;
}

class Page {
  private lines: Lines | null = new Lines();
  private equal: Equal = { offset: 0, step: 0, byteLength: 0 };

  set(at: number, offset: number, byteLength: number): void {
    const { lines } = this;
    if (lines === null) return;
    lines.offset[at] = offset;
    lines.byteLength[at] = byteLength;
  }

  offset(at: number): number {
    return this.lines === null ? this.equal.offset + at * this.equal.step : this.lines.offset[at];
  }

  byteLength(at: number): number {
    return this.lines === null ? this.equal.byteLength : this.lines.byteLength[at];
  }

  packet(at: number): number {
    return this.lines === null ? NO_PACKET : this.lines.packet[at];
  }

  setPacket(at: number, packet: number): void {
    this.lines ??= this.spelledOut();
    this.lines.packet[at] = packet;
  }

  /** The page is full: where its lines are equal, as millions of empty ones are, it needs no table. */
  close(): void {
    const { lines } = this;
    if (lines === null) return;
    const { offset, byteLength, packet } = lines;
    const step = offset[1] - offset[0];
    for (let at = 0; at < PAGE_LINES; at++)
      if (
        packet[at] !== NO_PACKET ||
        byteLength[at] !== byteLength[0] ||
        offset[at] !== offset[0] + at * step
      )
        return;
    this.equal = { offset: offset[0], step, byteLength: byteLength[0] };
    this.lines = null;
  }

  private spelledOut(): Lines {
    const lines = new Lines();
    for (let at = 0; at < PAGE_LINES; at++) {
      lines.offset[at] = this.offset(at);
      lines.byteLength[at] = this.byteLength(at);
    }
    return lines;
  }
}

/** Where each line of a text log is in the file and which packet it belongs to: at most 16 bytes a line. */
export class LineTable {
  private readonly pages: Page[] = [];
  /** Lines that go on in the file's line before them, ascending. */
  private readonly parts: number[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** `goesOn`: it is a further part of the file's line before. */
  append(offset: number, byteLength: number, goesOn = false): void {
    if (goesOn) this.parts.push(this.count);
    const at = this.count & PAGE_MASK;
    if (at === 0) {
      this.pages.at(-1)?.close();
      this.pages.push(new Page());
    }
    this.pages[this.pages.length - 1].set(at, offset, byteLength);
    this.count++;
  }

  /** The file's line, from 0, that the line is a part of, mostly all of it. */
  inFile(line: LineIndex): number {
    let from = 0;
    let to = this.parts.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.parts[middle] <= line) from = middle + 1;
      else to = middle;
    }
    return line - from;
  }

  /** The packet's lines: its row is `headerLine`, the lines from `firstLine` to there are more of it. */
  setPacket(packet: number, firstLine: LineIndex, headerLine: LineIndex): void {
    for (let line = firstLine; line < headerLine; line++) this.setContinuation(packet, line);
    this.pages[headerLine >>> PAGE_BITS].setPacket(headerLine & PAGE_MASK, packet);
  }

  setContinuation(packet: number, line: LineIndex): void {
    this.pages[line >>> PAGE_BITS].setPacket(line & PAGE_MASK, -2 - packet);
  }

  offset(line: LineIndex): number {
    return this.pages[line >>> PAGE_BITS].offset(line & PAGE_MASK);
  }

  byteLength(line: LineIndex): number {
    return this.pages[line >>> PAGE_BITS].byteLength(line & PAGE_MASK);
  }

  /** The packet whose row this line is, or -1. */
  packetOf(line: LineIndex): number {
    const held = this.pages[line >>> PAGE_BITS].packet(line & PAGE_MASK);
    return held >= 0 ? held : -1;
  }

  /** The packet that this line is more of, or -1. */
  continues(line: LineIndex): number {
    const held = this.pages[line >>> PAGE_BITS].packet(line & PAGE_MASK);
    return held <= -2 ? -2 - held : -1;
  }

  /** The line that is a packet's row, from the line that the packet began on. */
  rowLine(packet: number, firstLine: LineIndex): LineIndex {
    let line = firstLine;
    while (line < this.count && this.packetOf(line) !== packet) line++;
    return line;
  }
}

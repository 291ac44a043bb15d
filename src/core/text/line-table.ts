/** The place of a line among those of a text, from 0; a number when the program runs. */
export type LineIndex = number & { readonly __lineIndex: unique symbol };

export const lineIndex = (index: number): LineIndex => index as LineIndex;

const PAGE_BITS = 13;
const PAGE_LINES = 1 << PAGE_BITS;
const PAGE_MASK = PAGE_LINES - 1;

/** The line belongs to no packet. */
const NO_PACKET = -1;

class Page {
  readonly offset = new Float64Array(PAGE_LINES);
  readonly byteLength = new Uint32Array(PAGE_LINES);
  /** The packet whose header ends on the line: its index; minus two less the index for a line that is more of that packet; -1 none. */
  readonly packet = new Int32Array(PAGE_LINES).fill(NO_PACKET);
}

/** Where each line of a text log is in the file and which packet it belongs to: 16 bytes a line. */
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
    if (at === 0) this.pages.push(new Page());
    const page = this.pages[this.pages.length - 1];
    page.offset[at] = offset;
    page.byteLength[at] = byteLength;
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
    this.pages[headerLine >>> PAGE_BITS].packet[headerLine & PAGE_MASK] = packet;
  }

  setContinuation(packet: number, line: LineIndex): void {
    this.pages[line >>> PAGE_BITS].packet[line & PAGE_MASK] = -2 - packet;
  }

  offset(line: LineIndex): number {
    return this.pages[line >>> PAGE_BITS].offset[line & PAGE_MASK];
  }

  byteLength(line: LineIndex): number {
    return this.pages[line >>> PAGE_BITS].byteLength[line & PAGE_MASK];
  }

  /** The packet whose row this line is, or -1. */
  packetOf(line: LineIndex): number {
    const held = this.pages[line >>> PAGE_BITS].packet[line & PAGE_MASK];
    return held >= 0 ? held : -1;
  }

  /** The packet that this line is more of, or -1. */
  continues(line: LineIndex): number {
    const held = this.pages[line >>> PAGE_BITS].packet[line & PAGE_MASK];
    return held <= -2 ? -2 - held : -1;
  }

  /** The line that is a packet's row, from the line that the packet began on. */
  rowLine(packet: number, firstLine: LineIndex): LineIndex {
    let line = firstLine;
    while (line < this.count && this.packetOf(line) !== packet) line++;
    return line;
  }
}

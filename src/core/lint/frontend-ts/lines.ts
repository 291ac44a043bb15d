import type { Span } from '../ir';

/** What reads like the head of a function or a method at the end of a line. */
const HEAD =
  /\bfunction\b|=>\s*\{?\s*$|^(?:(?:export|default|async|static|public|private|protected|override|abstract|get|set)\s+)*(?:async\s*)?\*?\s*(?!(?:if|for|while|switch|catch|with|else|do|try|return)\b)[#\w$]+\s*(?:<[^()]*>)?\([^;]*(?:\{|,|\()\s*$/;
const CLOSER = /^[)}\]]/;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** Without the spaces around it. */
  readonly text: string;
}

/** A text by its lines and how far they are indented: what is left to go by where braces do not match. */
export class Lines {
  private readonly lines: readonly Line[];

  constructor(text: string) {
    const lines: Line[] = [];
    for (let start = 0; start <= text.length; ) {
      const next = text.indexOf('\n', start);
      const end = next < 0 ? text.length : next;
      const raw = text.slice(start, end);
      const own = raw.trim();
      if (own !== '') lines.push({ start, end, indent: raw.length - raw.trimStart().length, text: own });
      start = end + 1;
    }
    this.lines = lines;
  }

  /** How far the line of a place is indented, and whether the place is its first character. */
  indentAt(at: number): { readonly indent: number; readonly first: boolean } {
    const { start, indent } = this.lines[this.indexOf(at)];
    return { indent, first: at === start + indent };
  }

  /** The function around a place, told by what stands further out; else what its line begins. */
  functionAround(at: number): Span {
    const own = this.indexOf(at);
    let head: number | null = own;
    while (head !== null && !HEAD.test(this.lines[head].text)) head = this.outer(head);
    return { start: this.lines[head ?? own].start, end: this.endOf(head ?? own) };
  }

  /** The line that a line stands in; for one that closes something, the line that opens it. */
  private outer(index: number): number | null {
    const { indent, text } = this.lines[index];
    const most = CLOSER.test(text) ? indent : indent - 1;
    for (let at = index - 1; at >= 0; at--)
      if (this.lines[at].indent <= most && !CLOSER.test(this.lines[at].text)) return at;
    return null;
  }

  /** Where that ends what a line begins: with the next line as far out, or before it where that one closes nothing. */
  private endOf(index: number): number {
    const { indent } = this.lines[index];
    for (let at = index + 1; at < this.lines.length; at++) {
      const line = this.lines[at];
      if (line.indent <= indent) return CLOSER.test(line.text) ? line.end : this.lines[at - 1].end;
    }
    return this.lines[this.lines.length - 1].end;
  }

  private indexOf(at: number): number {
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle].start <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

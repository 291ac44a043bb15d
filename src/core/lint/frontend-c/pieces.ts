/** A part of a source that can be read by itself. All pieces, in order, are the whole text. */
export interface Piece {
  readonly start: number;
  readonly text: string;
}

const [TAB, LF, SPACE, QUOTE, APOSTROPHE, STAR, SLASH, SEMICOLON, BACKSLASH, OPEN, CLOSE] = [
  ...'\t\n "\'*/;\\{}',
].map((each) => each.charCodeAt(0));

/** Longer than this no character constant is. */
const LONGEST_CHARACTER = 12;
/** Braces around whole parts of a file, which belong to no definition. */
const TRANSPARENT = /(?:\bextern\s*"[^"]*"|\bnamespace(?:\s+[\w:]+)?|\binline\s+namespace\s+\w+)\s*$/;
const FARTHEST = 200;

/**
 * Cuts a text, its directives blanked, behind each definition at the outermost level. What one piece holds changes
 * nothing in another, so an edit leaves all pieces but one as they are; and code that does not parse spoils its own
 * piece alone.
 */
export function piecesOf(text: string): readonly Piece[] {
  return new Cutter(text).cut();
}

class Cutter {
  private readonly pieces: Piece[] = [];
  /** For each open brace, how far its line is indented. */
  private readonly indents: number[] = [];
  private from = 0;
  private lineStart = 0;
  /** The first character of the line that is no space; -1 before one. */
  private firstInLine = -1;
  /** A block was closed in this piece, so that a semicolon ends it. */
  private closed = false;
  private lastClose = -1;

  constructor(private readonly text: string) {}

  cut(): readonly Piece[] {
    const { text } = this;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === SPACE || code === TAB) continue;
      if (code === LF) {
        this.endLine(at);
        continue;
      }
      if (this.firstInLine < 0) this.firstInLine = at;
      if (code === OPEN) this.open(at);
      else if (code === CLOSE) this.close(at);
      else if (code === SEMICOLON) {
        if (this.indents.length === 0 && this.closed) this.end(at + 1);
      } else at = this.skip(at, code);
    }
    if (this.from < text.length) this.end(text.length);
    return this.pieces;
  }

  /** Past a comment, a string or a character constant; the last offset in it. */
  private skip(at: number, code: number): number {
    const { text } = this;
    if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
      const end = text.indexOf('*/', at + 2);
      const last = end < 0 ? text.length : end + 1;
      // Only in the comment: a line may hold any number of them.
      const lineEnd = text.slice(at, last).lastIndexOf('\n');
      if (lineEnd >= 0) this.lineStart = at + lineEnd + 1;
      return last;
    }
    if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
      const end = text.indexOf('\n', at);
      return end < 0 ? text.length : end - 1;
    }
    if (code === QUOTE) return this.closing(at, code, text.length);
    return code === APOSTROPHE ? this.closing(at, code, at + LONGEST_CHARACTER) : at;
  }

  /** Where a literal ends; one that its line does not end, is none. */
  private closing(at: number, quote: number, farthest: number): number {
    const { text } = this;
    for (let end = at + 1; end < text.length && end < farthest; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) return end;
      if (code === LF) return quote === QUOTE ? end - 1 : at;
      if (code === BACKSLASH) end++;
    }
    return quote === QUOTE ? text.length : at;
  }

  private open(at: number): void {
    const outermost = this.indents.length === 0;
    if (outermost && TRANSPARENT.test(this.text.slice(Math.max(this.from, at - FARTHEST), at)))
      this.end(at + 1);
    else this.indents.push(this.firstInLine - this.lineStart);
  }

  /**
   * A brace that stands first in its line, at the margin, closes what began at the margin: where braces further in were
   * left open, the mistake ends here.
   */
  private close(at: number): void {
    const { indents } = this;
    if (at === this.lineStart) while (indents.length > 1 && indents[indents.length - 1] > 0) indents.pop();
    indents.pop();
    if (indents.length > 0) return;
    this.closed = true;
    this.lastClose = at;
  }

  private endLine(at: number): void {
    const ended =
      this.lastClose >= 0 && /^[ \t\r]*(?:\/[/*]|$)/.test(this.text.slice(this.lastClose + 1, at));
    this.lastClose = -1;
    if (ended && this.indents.length === 0) this.end(at + 1);
    this.lineStart = at + 1;
    this.firstInLine = -1;
  }

  private end(at: number): void {
    this.pieces.push({ start: this.from, text: this.text.slice(this.from, at) });
    this.from = at;
    this.closed = false;
    this.lastClose = -1;
  }
}

import { COMMENT, headBefore, headsIn } from './heads';

/** A part of a source that can be read by itself. All pieces, in order, are the whole text. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  /** It has more opening braces than closing ones, or fewer: where its functions end is not known. */
  readonly unbalanced: boolean;
}

/** A piece while pieces behind it may show that it ended too early. */
interface Part {
  readonly start: number;
  readonly end: number;
  /** Opening braces less closing ones. */
  surplus: number;
  /** The brace that ended it is further in than the line of the one that it closes: it may be a stray one. */
  readonly early: boolean;
  /** It ends with the brace of a namespace or an `extern "C"`. */
  readonly opens: boolean;
  /** It was put together from several. */
  readonly mended: boolean;
}

const [TAB, LF, SPACE, QUOTE, APOSTROPHE, STAR, SLASH, SEMICOLON, BACKSLASH, OPEN, CLOSE] = [
  ...'\t\n "\'*/;\\{}',
].map((each) => each.charCodeAt(0));

/** Longer than this no character constant is. */
const LONGEST_CHARACTER = 12;
/** Braces around whole parts of a file, which belong to no definition. */
const TRANSPARENT = /(?:\bextern\s*"[^"]*"|\bnamespace(?:\s+[\w:]+)?|\binline\s+namespace\s+\w+)\s*$/;
const FARTHEST = 200;
/** Functions of a text that are never closed and of which the one behind is looked for; each costs a walk to the end. */
const MOST_UNCLOSED = 40;

/**
 * Cuts a text, its directives blanked, behind each definition at the outermost level. What one piece holds changes
 * nothing in another, so an edit leaves all pieces but one as they are; and code that does not parse spoils its own
 * piece alone. Where a brace closes nothing, the function before it was closed by a stray one, and its piece goes on to
 * here; where one is never closed, its piece ends before the next function at the margin.
 */
export function piecesOf(text: string): readonly Piece[] {
  return new Cutter(text).cut();
}

class Cutter {
  private readonly parts: Part[] = [];
  /** For each open brace, how far its line is indented. */
  private indents: number[] = [];
  /** Opening braces inside others whose lines begin at the margin, in this piece. */
  private margins: number[] = [];
  private from = 0;
  private surplus = 0;
  private early = false;
  private mended = false;
  /** Braces that are open around whole parts of the file. */
  private around = 0;
  /** No function that ended too early is among the parts before this one. */
  private barrier = 0;
  /** None that is to blame for a brace too many is among the parts before this one. */
  private blamed = 0;
  private lineStart = 0;
  /** The first character of the line that is no space; -1 before one. */
  private firstInLine = -1;
  /** A block was closed in this piece, so that a semicolon ends it. */
  private closed = false;
  private lastClose = -1;

  constructor(private readonly text: string) {}

  cut(): readonly Piece[] {
    const { text, parts } = this;
    this.scan(0);
    for (let count = 0; this.indents.length > 0 && count < MOST_UNCLOSED; count++) {
      const next = this.nextAtMargin();
      if (next === null) break;
      this.end(next);
      this.scan(next);
    }
    if (this.from < text.length) this.end(text.length);
    return parts.map(({ start, end, surplus }) => ({
      start,
      text: text.slice(start, end),
      unbalanced: surplus !== 0,
    }));
  }

  private scan(from: number): void {
    const { text } = this;
    this.lineStart = from;
    this.firstInLine = -1;
    for (let at = from; at < text.length; at++) {
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
  }

  /** Where the first function begins, at the margin, that stands inside a brace that is never closed. */
  private nextAtMargin(): number | null {
    for (const at of this.margins) {
      const head = headBefore(this.text, at);
      if (head !== null && head.start > this.from && this.isAtMargin(head.start)) return head.start;
    }
    return null;
  }

  private isAtMargin(at: number): boolean {
    return at === 0 || this.text.charCodeAt(at - 1) === LF;
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
    const { indents } = this;
    const outermost = indents.length === 0;
    if (outermost && TRANSPARENT.test(this.text.slice(Math.max(this.from, at - FARTHEST), at))) {
      this.around++;
      this.end(at + 1, true);
      return;
    }
    if (!outermost && this.firstInLine === this.lineStart) this.margins.push(at);
    indents.push(this.firstInLine - this.lineStart);
    this.surplus++;
  }

  /**
   * A brace that stands first in its line, at the margin, closes what began at the margin: where braces further in were
   * left open, the mistake ends here.
   */
  private close(at: number): void {
    const { indents } = this;
    if (at === this.lineStart) while (indents.length > 1 && indents[indents.length - 1] > 0) indents.pop();
    const indent = indents.pop();
    if (indent === undefined) this.closeNothing(at);
    else {
      this.surplus--;
      if (indents.length > 0) return;
      this.early = at === this.firstInLine && at - this.lineStart > indent;
    }
    this.closed = true;
    this.lastClose = at;
  }

  /** Ends a namespace; else what stands since the function before belongs to it, if there is anything. */
  private closeNothing(at: number): void {
    const first = this.mended || this.surplus < 0 ? -1 : this.endedTooEarly(at);
    if (first < 0 && this.around > 0) {
      this.around--;
      return;
    }
    this.surplus--;
    if (first < 0) {
      this.blameEarly();
      return;
    }
    for (const part of this.parts.splice(first).reverse()) {
      this.surplus += part.surplus;
      this.from = part.start;
    }
    this.mended = true;
  }

  /** The last part whose end may be a stray brace. A function that ends at the margin is one where there is no other. */
  private endedTooEarly(at: number): number {
    const { parts, text, around } = this;
    const behind = text.slice(this.from, at).replace(COMMENT, '');
    if (parts.at(-1)?.early !== true && !/\w/.test(behind)) return -1;
    for (let index = parts.length - 1; index >= this.barrier && !parts[index].opens; index--) {
      const { start, end, surplus, early, mended } = parts[index];
      if (early || mended || surplus > 0) return index;
      // A namespace may end behind it.
      if (this.hasFunctionAtMargin(start, end)) return around > 0 ? -1 : index;
    }
    this.barrier = parts.length;
    return -1;
  }

  /** There is a brace too many: where one ended a class or a function further in than it began, it may be that one. */
  private blameEarly(): void {
    const { parts } = this;
    for (let index = parts.length - 1; index >= this.blamed; index--)
      if (parts[index].early && parts[index].surplus === 0) {
        parts[index].surplus--;
        return;
      }
    this.blamed = parts.length;
  }

  private hasFunctionAtMargin(start: number, end: number): boolean {
    return headsIn(this.text.slice(start, end)).some(({ at }) => this.isAtMargin(start + at.start));
  }

  private endLine(at: number): void {
    const ended =
      this.lastClose >= 0 && /^[ \t\r]*(?:\/[/*]|$)/.test(this.text.slice(this.lastClose + 1, at));
    this.lastClose = -1;
    if (ended && this.indents.length === 0 && !this.goesOn(at + 1)) this.end(at + 1);
    this.lineStart = at + 1;
    this.firstInLine = -1;
  }

  /** What was closed is the last of a constructor's initializers: its body follows. */
  private goesOn(from: number): boolean {
    let at = from;
    while (at < this.text.length && /\s/.test(this.text[at])) at++;
    return this.text.charCodeAt(at) === OPEN;
  }

  private end(at: number, opens = false): void {
    const { from: start, surplus, early, mended } = this;
    this.parts.push({ start, end: at, surplus, early, opens, mended });
    this.from = at;
    this.indents = [];
    this.margins = [];
    this.surplus = 0;
    this.early = false;
    this.mended = false;
    this.closed = false;
    this.lastClose = -1;
  }
}

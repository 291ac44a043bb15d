import type { Span } from '../ir';
import type { FixEdit } from '../rules';

/** A part of a C source, with comments, strings and directives blanked: what is left is code at its own place. */
export class Code {
  readonly text: string;
  readonly blanked: string;
  readonly eol: string;
  /** What stands on the line before the part begins. */
  private readonly before: string;

  /** `within` names the part; positions count from its beginning. */
  constructor(
    readonly file: string,
    whole: string,
    private readonly within: Span,
  ) {
    this.text = whole.slice(within.start, within.end);
    this.blanked = blank(this.text);
    this.eol = eolOf(whole);
    this.before = whole.slice(lineStart(whole, within.start) ?? within.start - LONGEST_LINE, within.start);
  }

  /** A place of the file as a place of the part. */
  local({ start, end }: Span): Span {
    return { start: start - this.within.start, end: end - this.within.start };
  }

  edit(start: number, end: number, text: string): FixEdit {
    return {
      file: this.file,
      at: { start: start + this.within.start, end: end + this.within.start },
      text,
    };
  }

  /** The last place before `at` that holds code; -1 where there is none. */
  lastBefore(at: number): number {
    let last = at - 1;
    while (last >= 0 && /\s/.test(this.blanked[last])) last--;
    return last;
  }

  /** The first place from `at` on that holds code. */
  firstFrom(at: number): number {
    let first = at;
    while (first < this.blanked.length && /\s/.test(this.blanked[first])) first++;
    return first;
  }

  /** Nothing but space stands before `at` on its line. */
  isFirstOnLine(at: number): boolean {
    return /^\s*$/.test(this.lineBefore(at));
  }

  indentAt(at: number): string {
    return /^[ \t]*/.exec(this.lineBefore(at))?.[0] ?? '';
  }

  private lineBefore(at: number): string {
    const line = this.text.lastIndexOf('\n', at - 1);
    return line < 0 ? this.before + this.text.slice(0, at) : this.text.slice(line + 1, at);
  }

  /** One step of indentation, as the first indented lines have it. */
  get unit(): string {
    const indents = [...this.text.matchAll(/\n([ \t]+)\S/g)].slice(0, 50).map(([, indent]) => indent);
    if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
    const least = Math.min(...indents.map(({ length }) => length));
    return Number.isFinite(least) ? ' '.repeat(Math.min(least, 8)) : '  ';
  }

  /** Behind the bracket that closes the one at `open`; null where none does. */
  behindBracket(open: number): number | null {
    let depth = 0;
    for (let at = open; at < this.blanked.length; at++) {
      if ('([{'.includes(this.blanked[at])) depth++;
      else if (')]}'.includes(this.blanked[at]) && --depth === 0) return at + 1;
    }
    return null;
  }

  /** Behind the semicolon that ends the simple statement at `start`; null where there is none. */
  behindStatement(start: number): number | null {
    for (let at = start; at < this.blanked.length; at++) {
      const letter = this.blanked[at];
      if (letter === ';') return at + 1;
      if (letter === '}') return null;
      if (letter !== '(' && letter !== '{') continue;
      const behind = this.behindBracket(at);
      if (behind === null) return null;
      at = behind - 1;
    }
    return null;
  }

  /** Where the statement begins that `at` stands in: behind the last `;`, `{`, `}` or label before it. */
  statementStart(at: number): number {
    let depth = 0;
    let last = at - 1;
    for (; last >= 0; last--) {
      const letter = this.blanked[last];
      if (letter === ')') depth++;
      else if (letter === '(') depth--;
      else if (depth <= 0 && (letter === ';' || letter === '{' || letter === '}')) break;
    }
    return this.firstFrom(last + 1);
  }

  /** The statement at `at` is all that an `if`, a loop or an `else` has. */
  isLoneBody(at: number): boolean {
    const last = this.lastBefore(at);
    if (last < 0) return false;
    return (
      this.blanked[last] === ')' || /\b(?:else|do)$/.test(this.blanked.slice(Math.max(0, last - 4), last + 1))
    );
  }
}

/** Comments, strings, characters and directives, in one pass without backtracking. */
const SILENT =
  /\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/(?:[^\n\\]|\\[\s\S])*|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|^[ \t]*#(?:[^\n\\]|\\[\s\S])*/gm;

const blank = (text: string): string =>
  text.replace(SILENT, (part) => {
    const empty = part.replace(/[^\r\n]/g, ' ');
    // A string stays an operand.
    return /^["']/.test(part) ? `"${empty.slice(1)}` : empty;
  });

/** Longer lines are made by programs; looking for their beginnings, for each finding in them, would take for ever. */
const LONGEST_LINE = 10_000;

/** Where the line of a place begins; null where it is too long to say. */
export function lineStart(text: string, at: number): number | null {
  const from = Math.max(0, at - LONGEST_LINE);
  const end = text.slice(from, at).lastIndexOf('\n');
  return end < 0 && from > 0 ? null : from + end + 1;
}

/** How a text's lines end, as its first one does. */
export const eolOf = (text: string): string => /\r?\n/.exec(text.slice(0, LONGEST_LINE))?.[0] ?? '\n';

import type { Span } from '../ir';
import { COMMENT, headBefore } from './heads';

/** A function in a text whose braces do not match. */
export interface Member {
  readonly name: string;
  readonly at: Span;
  /** The class that it stands in, as its lines are indented; null for none. */
  readonly owner: string | null;
  /** Its own braces match, and so do its lines. */
  readonly whole: boolean;
}

interface Brace {
  readonly at: number;
  readonly opens: boolean;
  /** How far its line is indented. */
  readonly indent: number;
  /** Nothing but blanks stands before it in its line. */
  readonly first: boolean;
}

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\.|[^'\\\n]){1,12}'|[{}]/g;
const ACCESS = /^(?:(?:public|private|protected)\s*:\s*)+/;
const CLASS =
  /^[ \t]*(?:template\s*<[^{};]{0,200}>\s*)?(?:class|struct)\s+(?:[A-Z_]{2,60}\s+)?(\w+)[^;{}()]{0,300}\{/gm;
const NOT_FUNCTION = /^(?:catch|try|if|for|while|switch|else|do|return)$/;
/** What stands at the beginning of a line that is a statement, not a declaration. */
const STATEMENT =
  /^[ \t]*(?:[\w.>[\]-]+\s*(?:\(|=|\+\+|--|\.|->)|(?:return|if|for|while|switch|else|do|break|continue|goto|case|default)\b|[+*(])/m;
/** Braces of one text that are walked over; a function that is never closed costs a walk to the end. */
const MOST_WALKED = 500_000;
/** Longer lines are not indented. */
const LONGEST_INDENT = 500;

/**
 * The functions of a text with a brace too many or too few. One is whole where the brace that closes it stands as its head
 * is indented, and nothing is left of a body behind it: then the mistake is in another one.
 */
export function membersIn(text: string): readonly Member[] {
  const reader = new Reader(text);
  return reader.members();
}

class Reader {
  private readonly braces: Brace[] = [];
  private readonly classes: readonly {
    readonly at: number;
    readonly indent: number;
    readonly name: string;
  }[];
  private walked = 0;

  constructor(private readonly text: string) {
    for (const { 0: found, index: at } of text.matchAll(TOKEN))
      if (found === '{' || found === '}') this.braces.push({ at, opens: found === '{', ...this.lineOf(at) });
    this.classes = [...text.matchAll(CLASS)].map(({ index, 0: found, 1: name }) => ({
      at: index,
      indent: indentOf(found),
      name,
    }));
  }

  members(): readonly Member[] {
    const found: Member[] = [];
    const { braces } = this;
    for (let index = 0; index < braces.length && this.walked < MOST_WALKED; index++) {
      const { at, opens } = braces[index];
      const head = opens ? this.headOf(at) : null;
      if (head === null) continue;
      const counted = this.counted(index);
      const indented = this.indented(index, counted, head.start);
      const end = indented ?? counted ?? index;
      const whole = counted !== null && counted === indented;
      found.push({
        name: head.name,
        at: { start: head.start, end: braces[end].at + 1 },
        owner: this.ownerOf(head.start),
        whole,
      });
      index = end;
    }
    return found.map((each, index) => ({
      ...each,
      whole: each.whole && !this.goesOn(each, found[index + 1]?.at.start ?? this.text.length),
    }));
  }

  private headOf(brace: number): { readonly name: string; readonly start: number } | null {
    const head = headBefore(this.text, brace);
    if (head === null || NOT_FUNCTION.test(head.name)) return null;
    const access = ACCESS.exec(this.text.slice(head.start, brace))?.[0].length ?? 0;
    const start = head.start + access;
    return this.lineOf(start).first ? { name: head.name, start } : null;
  }

  /** The brace that closes this one, as they are counted. */
  private counted(index: number): number | null {
    let depth = 0;
    for (let at = index; at < this.braces.length; at++) {
      this.walked++;
      depth += this.braces[at].opens ? 1 : -1;
      if (depth === 0) return at;
    }
    return null;
  }

  /** The first one behind it that closes what its head's line began, as lines are indented; in one line, as counted. */
  private indented(index: number, counted: number | null, head: number): number | null {
    const { braces, text } = this;
    if (counted !== null && !text.slice(head, braces[counted].at).includes('\n')) return counted;
    const { indent } = this.lineOf(head);
    for (let at = index + 1; at < braces.length; at++) {
      this.walked++;
      const brace = braces[at];
      if (!brace.opens && brace.first && brace.indent <= indent) return brace.indent === indent ? at : null;
    }
    return null;
  }

  /** Whether statements stand behind it, which were its own. */
  private goesOn({ at }: Member, next: number): boolean {
    const behind = this.text.slice(at.end, next).replace(COMMENT, (found) => found.replace(/[^\n]/g, ' '));
    const { indent } = this.lineOf(at.start);
    const lines = behind.split('\n').filter((line) => /[^\s;{}]/.test(line));
    return lines.some(
      (line) => !/^\s*\w+\s*:(?!:)/.test(line) && (indentOf(line) > indent || STATEMENT.test(line)),
    );
  }

  private ownerOf(start: number): string | null {
    const { indent } = this.lineOf(start);
    return this.classes.findLast((each) => each.at < start && each.indent < indent)?.name ?? null;
  }

  private lineOf(at: number): Pick<Brace, 'indent' | 'first'> {
    const before = this.text.slice(Math.max(0, at - LONGEST_INDENT), at);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const indent = indentOf(line);
    return { indent, first: indent === line.length };
  }
}

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;

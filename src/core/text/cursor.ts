import { isDigit } from '../bytes';

const SPACE = 0x20;
const NEWLINE = 0x0a;
const TAB = 0x09;

/** Walks one packet's header text. Every function either moves past what it names or leaves the position alone. */
export class Cursor {
  text = '';
  at = 0;

  load(text: string, at: number): void {
    this.text = text;
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The character code here, -1 at the end; `ahead` looks further on. */
  code(ahead = 0): number {
    const i = this.at + ahead;
    return i < this.text.length ? this.text.charCodeAt(i) : -1;
  }

  /** Blanks, and the line ends inside a header of several lines. */
  skipSpaces(): void {
    while (isSpace(this.code())) this.at++;
  }

  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  /** Like `take`, but the word must end here: a blank, punctuation or the end follows. */
  takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at) || isWordCode(this.code(word.length))) return false;
    this.at += word.length;
    return true;
  }

  /** A decimal number of at most 15 digits, -1 where there is none. */
  number(): number {
    let value = 0;
    let i = this.at;
    for (; i < this.text.length && i - this.at < 15; i++) {
      const digit = this.text.charCodeAt(i) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === this.at) return -1;
    this.at = i;
    return value;
  }

  /** To the next blank or the end; returns where the token began. */
  skipToken(): number {
    const start = this.at;
    while (!this.ended && !isSpace(this.code())) this.at++;
    return start;
  }

  /** From an opening bracket past its partner; false, unmoved, where there is none. Counts nested ones of the same kind. */
  skipBracketed(open: number, close: number): boolean {
    let depth = 0;
    for (let i = this.at; i < this.text.length; i++) {
      const c = this.text.charCodeAt(i);
      if (c === open) depth++;
      else if (c === close && --depth === 0) {
        this.at = i + 1;
        return true;
      }
    }
    return false;
  }

  slice(from: number): string {
    return this.text.slice(from, this.at);
  }
}

export const isSpace = (c: number): boolean => c === SPACE || c === NEWLINE || c === TAB;
/** Letters, digits, `_` and `-`: what a keyword would go on with. */
const isWordCode = (c: number): boolean =>
  isDigit(c) || (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || c === 0x2d;

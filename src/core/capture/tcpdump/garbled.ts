import type { LineIndex } from '../../text';

/** Control characters and bytes that are no text. */
export function isGarbled(text: string): boolean {
  let bad = 0;
  const length = Math.min(text.length, 256);
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0xfffd || (c < 0x20 && c !== 0x09)) bad++;
  }
  return bad * 10 > length;
}

/** Lines that are no text, from the first to the last between two lines that are. */
export interface BinaryStretch {
  readonly line: LineIndex;
  readonly offset: number;
  readonly end: number;
}

/** Noise of a terminal is shorter. */
const SHORTEST = 64;

/** NULs that a line begins with, where they are many: what a crash of the machine leaves in the place of lines. */
export function hole(line: string): number {
  let length = 0;
  while (line.charCodeAt(length) === 0) length++;
  return length < SHORTEST ? 0 : length;
}

/** Finds the stretches of a log that are no text. */
export class BinaryStretches {
  private current: BinaryStretch | null = null;

  /** A line that says nothing of a packet. */
  line(text: string, line: LineIndex, offset: number, end: number): void {
    if (!isGarbled(text)) return;
    this.current = this.current === null ? { line, offset, end } : { ...this.current, end };
  }

  /** A line that can be read follows, or the end: the stretch before it, null where there is none. */
  take(): BinaryStretch | null {
    const { current } = this;
    this.current = null;
    return current !== null && current.end - current.offset >= SHORTEST ? current : null;
  }
}

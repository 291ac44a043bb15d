import type { Span } from './instruction';

/** The parts of a text that some spans cover together; asking is cheap however many there are. */
export class Covered {
  /** In order, apart from each other. */
  private readonly parts: { readonly start: number; end: number }[] = [];

  constructor(spans: readonly (Span | null)[]) {
    const sorted = spans.filter((each) => each !== null).sort((a, b) => a.start - b.start);
    for (const { start, end } of sorted) {
      const last = this.parts.at(-1);
      if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
      else this.parts.push({ start, end });
    }
  }

  has(place: number): boolean {
    let [low, high] = [0, this.parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.parts[middle].end <= place) low = middle + 1;
      else high = middle;
    }
    return low < this.parts.length && this.parts[low].start <= place;
  }

  /** Whether something stands in the text outside of them. */
  leaves(text: string, what: string): boolean {
    let at = text.indexOf(what);
    for (const { start, end } of this.parts) {
      if (at < 0 || at < start) break;
      if (at < end) at = text.indexOf(what, end);
    }
    return at >= 0;
  }
}

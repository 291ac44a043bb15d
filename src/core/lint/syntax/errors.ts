import type { SyntaxNode } from './node';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What the grammar passed over; what is inside of one may be read rightly when its beginning is taken out. */
export const outermostErrors = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.type === 'ERROR' ? [node] : node.children.flatMap(outermostErrors);

/** Whether at least half of a text's lines, empty ones left out, have something of the ranges in them. */
export function takeMostLines(ranges: readonly Range[], text: string): boolean {
  if (ranges.length === 0) return false;
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  let [lines, taken, next] = [0, 0, 0];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    while (next < sorted.length && sorted[next].end <= start) next++;
    if (text.slice(start, end).trim() !== '') {
      lines++;
      if (next < sorted.length && sorted[next].start < end) taken++;
    }
    start = end + 1;
  }
  return taken * 2 >= lines;
}

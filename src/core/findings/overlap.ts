/** A stretch of time, with whatever was counted. */
export interface Span<T> {
  readonly item: T;
  readonly from: number;
  readonly until: number;
}

/** The largest number of spans that hold at one moment, the moment it was first reached, and the spans that held then. */
export function largestOverlap<T>(spans: readonly Span<T>[]): { at: number; items: readonly T[] } {
  const edges = spans.flatMap((span) => [
    { time: span.from, change: 1 },
    { time: span.until, change: -1 },
  ]);
  // One that ends as another begins is over.
  edges.sort((a, b) => a.time - b.time || a.change - b.change);
  let count = 0;
  let most = 0;
  let at = Number.NaN;
  for (const { time, change } of edges) {
    count += change;
    if (count > most) {
      most = count;
      at = time;
    }
  }
  return { at, items: spans.filter(({ from, until }) => from <= at && until > at).map(({ item }) => item) };
}

/** Groups by a key, in order of first appearance. */
export function grouped<T, Key extends string | number>(
  items: Iterable<T>,
  keyOf: (item: T) => Key,
): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * As many of the items as may be kept, in their old order. Every group keeps its first before any keeps its second: so of
 * each of many descriptors something is told. What is first in a group is the order of the items.
 */
export function firstOfEach<T>(
  items: readonly T[],
  most: number,
  groupOf: (item: T) => unknown,
): readonly T[] {
  if (items.length <= most) return items;
  const counts = new Map<unknown, number>();
  const rounds: number[][] = [];
  items.forEach((item, at) => {
    const group = groupOf(item);
    const round = counts.get(group) ?? 0;
    counts.set(group, round + 1);
    if (round === rounds.length) rounds.push([at]);
    else rounds[round].push(at);
  });
  const kept: number[] = [];
  for (const round of rounds) {
    kept.push(...round.slice(0, most - kept.length));
    if (kept.length === most) break;
  }
  return kept.sort((a, b) => a - b).map((at) => items[at]);
}

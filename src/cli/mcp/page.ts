/** Characters of one answer: what an agent reads without losing its thread. It asks on where it wants more. */
const MOST_CHARACTERS = 1900;

/** As many items of a list, from the one at `offset` (from 0) on, as one answer holds; `next` says how to go on. */
export function page(items: Iterable<string>, offset: number, next: (offset: number) => string): string {
  const shown: string[] = [];
  let [at, length] = [0, 0];
  for (const item of items) {
    if (at++ < offset) continue;
    if (shown.length > 0 && length + item.length > MOST_CHARACTERS)
      return `${shown.join('\n')}\n${next(at - 1)}`;
    shown.push(item.length > MOST_CHARACTERS ? `${item.slice(0, MOST_CHARACTERS)}…` : item);
    length += shown[shown.length - 1].length + 1;
  }
  return shown.join('\n');
}

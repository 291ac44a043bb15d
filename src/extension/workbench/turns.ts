/** Milliseconds of work between two turns: a frame at 60 Hz, halved. */
const TURN_MS = 8;

/** Lets the extension host do other things: resolves in a later turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Does something with each item, a few milliseconds at a time, so that the extension host, which all extensions share,
 * is never held up. Stops when `wanted` says no, and returns whether it came to the end.
 */
export async function inTurns<T>(
  items: Iterable<T>,
  each: (item: T) => void,
  wanted: () => boolean = () => true,
): Promise<boolean> {
  let began = performance.now();
  for (const item of items) {
    each(item);
    if (performance.now() - began < TURN_MS) continue;
    await nextTurn();
    if (!wanted()) return false;
    began = performance.now();
  }
  return wanted();
}

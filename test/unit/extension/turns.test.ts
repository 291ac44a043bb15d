import { afterEach, expect, test, vi } from 'vitest';
import { inTurns } from '../../../src/extension/workbench/turns';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A millisecond passes with each look at the clock. */
function slowClock(): void {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock++);
}

test('all items are gone through in order, a few in a turn', async () => {
  slowClock();
  let turn = 0;
  const counting = setInterval(() => turn++, 0);
  const seen: number[] = [];
  const turns: number[] = [];
  const items = Array.from({ length: 100 }, (_, at) => at);
  const ended = await inTurns(items, (item) => {
    seen.push(item);
    turns.push(turn);
  });
  clearInterval(counting);
  expect(ended).toBe(true);
  expect(seen).toEqual(items);
  const inOneTurn = Math.max(...turns.map((one) => turns.filter((other) => other === one).length));
  expect(inOneTurn).toBeLessThan(20);
});

test('it stops between two turns when it is not wanted any more', async () => {
  slowClock();
  const seen: number[] = [];
  const ended = await inTurns(
    Array.from({ length: 100 }, (_, at) => at),
    (item) => seen.push(item),
    () => seen.length < 30,
  );
  expect(ended).toBe(false);
  expect(seen.length).toBeLessThan(50);
});

test('nothing to do is done at once', async () => {
  expect(await inTurns([], () => {})).toBe(true);
});

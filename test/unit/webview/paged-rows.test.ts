import { describe, expect, test, vi } from 'vitest';
import { PagedRows } from '../../../webview/grid/paged-rows';

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
  answer(rows?: string[]): Promise<void>;
  fail(): Promise<void>;
}

function source(count: number, options: { capacity?: number } = {}) {
  const asked: Asked[] = [];
  const arrived = vi.fn();
  let now = 0;
  const rows = new PagedRows<string>(
    (from, to, signal) =>
      new Promise((resolve, reject) => {
        const settle = async (act: () => void) => {
          act();
          await new Promise((done) => setTimeout(done));
        };
        asked.push({
          from,
          to,
          signal,
          answer: (answer) =>
            settle(() => resolve(answer ?? Array.from({ length: to - from }, (_, i) => `row ${from + i}`))),
          fail: () => settle(() => reject(new Error('gone'))),
        });
      }),
    arrived,
    { blockSize: 10, now: () => now, ...options },
  );
  rows.count = count;
  const later = (milliseconds: number) => {
    now += milliseconds;
  };
  return { rows, asked, arrived, later };
}

test('rows are asked for in aligned blocks, the last one as long as the list', async () => {
  const { rows, asked } = source(95);
  rows.want(83, 95);
  expect(asked.map(({ from, to }) => [from, to])).toEqual([
    [80, 90],
    [90, 95],
  ]);
});

test('a row is undefined until its block is here', async () => {
  const { rows, asked, arrived } = source(100);
  rows.want(12, 15);
  expect(rows.get(12)).toBeUndefined();
  await asked[0].answer();
  expect(rows.get(12)).toBe('row 12');
  expect(arrived).toHaveBeenCalledTimes(1);
});

test('a block is asked for once', () => {
  const { rows, asked } = source(100);
  rows.want(12, 15);
  rows.want(13, 16);
  expect(asked).toHaveLength(1);
});

test('the neighbours are fetched once what is shown is here', async () => {
  const { rows, asked } = source(100);
  rows.want(12, 15);
  await asked[0].answer();
  rows.want(12, 15);
  expect(asked.slice(1).map(({ from }) => from)).toEqual([0, 20]);
});

test('what was scrolled past is cancelled, and its late answer is ignored', async () => {
  const { rows, asked, arrived } = source(1000);
  rows.want(0, 5);
  rows.want(500, 505);
  expect(asked[0].signal.aborted).toBe(true);
  expect(asked[1].signal.aborted).toBe(false);
  await asked[0].answer();
  expect(rows.get(0)).toBeUndefined();
  expect(arrived).not.toHaveBeenCalled();
});

test('the least recently shown block is dropped first', async () => {
  const { rows, asked } = source(1000, { capacity: 2 });
  for (const at of [0, 300, 600]) {
    rows.want(at, at + 1);
    await asked.at(-1)?.answer();
  }
  expect(rows.get(0)).toBeUndefined();
  expect(rows.get(300)).toBe('row 300');
  expect(rows.get(600)).toBe('row 600');
});

describe('a growing list', () => {
  test('a block that was not full is asked for again, and shown meanwhile', async () => {
    const { rows, asked } = source(5);
    rows.want(0, 5);
    await asked[0].answer();
    rows.count = 25;
    rows.want(0, 10);
    expect(asked).toHaveLength(2);
    expect(rows.get(4)).toBe('row 4');
    await asked[1].answer();
    expect(rows.get(9)).toBe('row 9');
  });

  test('stale rows stay on the screen until the new ones are here', async () => {
    const { rows, asked } = source(10);
    rows.want(0, 10);
    await asked[0].answer();
    rows.markStale();
    expect(rows.get(3)).toBe('row 3');
    rows.want(0, 10);
    await asked[1].answer(Array(10).fill('newer'));
    expect(rows.get(3)).toBe('newer');
  });

  test('a list that became shorter is another list', async () => {
    const { rows, asked } = source(10);
    rows.want(0, 10);
    await asked[0].answer();
    rows.count = 3;
    expect(rows.get(0)).toBeUndefined();
  });
});

test('a block that failed is asked for again after a while, not at once', async () => {
  const { rows, asked, later } = source(10);
  rows.want(0, 10);
  await asked[0].fail();
  rows.want(0, 10);
  expect(asked).toHaveLength(1);
  later(1001);
  rows.want(0, 10);
  expect(asked).toHaveLength(2);
});

test('a list that grew while its rows were on their way is asked for the rest at once', async () => {
  const { rows, asked } = source(1);
  rows.want(0, 10);
  expect(asked[0].to).toBe(1);
  rows.count = 3;
  await asked[0].answer();
  rows.want(0, 10);
  expect(asked[1]).toMatchObject({ from: 0, to: 3 });
});

test('an empty list asks for nothing', () => {
  const { rows, asked } = source(0);
  rows.want(0, 0);
  expect(asked).toHaveLength(0);
});

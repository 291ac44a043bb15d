import { describe, expect, test } from 'vitest';
import { MAX_SPACER_HEIGHT, ScrollMap } from '../../../webview/grid/scroll-map';

describe('below the height limit', () => {
  const map = new ScrollMap(1000, 20, 410);

  test('the scrollbar is the list', () => {
    expect(map.scaled).toBe(false);
    expect(map.spacerHeight).toBe(20_000);
    expect(map.maxTop).toBe(19_590);
    for (const top of [0, 1, 19, 20, 12_345, 19_590]) {
      expect(map.toScrollTop(top)).toBe(top);
      expect(map.fromScrollTop(top)).toBe(top);
    }
  });

  test('positions outside are brought inside', () => {
    expect(map.clamp(-5)).toBe(0);
    expect(map.clamp(1e9)).toBe(19_590);
  });
});

describe('50 million rows', () => {
  const map = new ScrollMap(50_000_000, 22, 700);

  test('the spacer stays far below what browsers lay out', () => {
    expect(map.scaled).toBe(true);
    expect(map.spacerHeight).toBe(MAX_SPACER_HEIGHT);
    expect(MAX_SPACER_HEIGHT).toBeLessThan(16_777_216);
  });

  test('both ends of the scrollbar are both ends of the list', () => {
    expect(map.fromScrollTop(0)).toBe(0);
    expect(map.fromScrollTop(MAX_SPACER_HEIGHT - 700)).toBe(50_000_000 * 22 - 700);
    expect(map.fromScrollTop(MAX_SPACER_HEIGHT - 700.6)).toBe(50_000_000 * 22 - 700);
    expect(map.toScrollTop(map.maxTop)).toBe(MAX_SPACER_HEIGHT - 700);
  });

  test('the middle of the scrollbar is the middle of the list, at a whole row', () => {
    const top = map.fromScrollTop((MAX_SPACER_HEIGHT - 700) / 2);
    expect(top % 22).toBe(0);
    expect(Math.abs(top / 22 - 25_000_000)).toBeLessThan(20);
  });

  test('a later place of the thumb is never an earlier row', () => {
    let before = -1;
    for (let scrollTop = 0; scrollTop <= MAX_SPACER_HEIGHT; scrollTop += 9973) {
      const top = map.fromScrollTop(scrollTop);
      expect(top).toBeGreaterThanOrEqual(before);
      before = top;
    }
  });
});

describe('revealing a row', () => {
  const map = new ScrollMap(1000, 20, 410);

  test('a visible row moves nothing', () => {
    expect(map.reveal(10, 100)).toBe(100);
    expect(map.center(10, 100)).toBe(100);
  });

  test('a row above comes to the top edge, a row below to the bottom edge', () => {
    expect(map.reveal(3, 100)).toBe(60);
    expect(map.reveal(100, 100)).toBe(100 * 20 + 20 - 410);
  });

  test('a jump puts the row into the middle', () => {
    expect(map.center(500, 0)).toBe(10_000 - 195);
    expect(map.center(999, 0)).toBe(map.maxTop);
  });

  test('a row higher than the viewport shows its top', () => {
    expect(new ScrollMap(10, 50, 30).reveal(4, 0)).toBe(200);
  });
});

test('an empty list stays at the top', () => {
  const map = new ScrollMap(0, 20, 400);
  expect(map.maxTop).toBe(0);
  expect(map.fromScrollTop(50)).toBe(0);
  expect(map.firstRow(0)).toBe(0);
});

import { describe, expect, test, vi } from 'vitest';
import { fill } from '../../../src/core/words';
import { orderPlatforms, platformOf } from '../../../webview/explain/platforms';
import { rowAfterKey, wheelPixels } from '../../../webview/grid/keys';
import { ScrollMap } from '../../../webview/grid/scroll-map';
import { PlaceKeeper, restore } from '../../../webview/place';
import { en } from '../../../webview/words/en';
import { zhCn } from '../../../webview/words/zh-cn';

describe('keys in the list', () => {
  const map = new ScrollMap(50_000_000, 22, 220);

  test.each([
    ['ArrowDown', 41_234_567, 41_234_568],
    ['ArrowUp', 41_234_567, 41_234_566],
    ['PageDown', 100, 109],
    ['PageUp', 100, 91],
    ['Home', 100, 0],
    ['End', 100, 49_999_999],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 49_999_999, 49_999_999],
  ])('%s from %d goes to %d', (key, from, to) => expect(rowAfterKey(key, from, map, 0)).toBe(to));

  test('the first arrow goes to what is on the screen', () => {
    expect(rowAfterKey('ArrowDown', -1, map, 22 * 1000)).toBe(1000);
  });

  test('nothing moves in an empty list, nor by other keys', () => {
    expect(rowAfterKey('End', -1, new ScrollMap(0, 22, 220), 0)).toBeNull();
    expect(rowAfterKey('x', 3, map, 0)).toBeNull();
  });

  test('wheels report pixels, lines or pages', () => {
    expect(wheelPixels({ deltaY: 3, deltaMode: 0 }, map)).toBe(3);
    expect(wheelPixels({ deltaY: 3, deltaMode: 1 }, map)).toBe(66);
    expect(wheelPixels({ deltaY: -1, deltaMode: 2 }, map)).toBe(-220);
  });
});

describe('the place', () => {
  test('what was written comes back', () => {
    vi.useFakeTimers();
    let stored: unknown = null;
    const api = {
      getState: () => stored,
      setState: (state: unknown) => {
        stored = state;
      },
    };
    new PlaceKeeper(api).update({ view: 'ladder', topRow: 41_000_000, packet: 3, filter: 'stuck' });
    vi.runAllTimers();
    vi.useRealTimers();
    expect(new PlaceKeeper(api).current).toMatchObject({
      view: 'ladder',
      topRow: 41_000_000,
      packet: 3,
      filter: 'stuck',
    });
  });

  test.each([null, undefined, 5, 'x', { view: 7, topRow: 'NaN', packet: 1.5, filterHistory: [1] }])(
    'what is none of ours (%j) is the start',
    (state) => expect(restore(state)).toEqual(restore(null)),
  );
});

describe('commands', () => {
  const command = (platform: 'linux' | 'macos' | 'windows' | 'any') => ({
    platform,
    command: platform,
    purpose: '',
  });
  const all = [command('windows'), command('linux'), command('macos'), command('any')];

  test('the user’s own platform comes first, after what runs anywhere', () => {
    const order = (agent: string) => orderPlatforms(all, agent).map(([platform]) => platform);
    expect(order('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toEqual(['any', 'windows', 'linux', 'macos']);
    expect(order('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toEqual([
      'any',
      'macos',
      'linux',
      'windows',
    ]);
    expect(platformOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux');
  });

  test('a platform without commands is not named', () => {
    expect(orderPlatforms([command('linux')], 'Windows').map(([platform]) => platform)).toEqual(['linux']);
  });
});

describe('words', () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

  test('both languages have the same placeholders', () => {
    for (const id of Object.keys(en) as (keyof typeof en)[]) {
      expect([id, placeholders(zhCn[id])]).toEqual([id, placeholders(en[id])]);
    }
  });

  test('values are filled in and never read again', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: 2 })).toBe('{b} and 2');
    expect(fill('{toString}', {})).toBe('{toString}');
  });
});

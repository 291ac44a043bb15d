import { describe, expect, test } from 'vitest';
import { columnWidths, type FitInput, fitColumns, MIN_NOTE, widthOf } from '../../../webview/packets/fit';
import { logLayout } from '../../../webview/packets/log-columns';
import { needsOf, textNeeds, USUAL_NEEDS } from '../../../webview/packets/needs';
import { endsIn } from '../../../webview/text/ends';

/** A monospace character of 7.83 pixels (DejaVu Sans Mono, 13 px) and a cell's padding. */
const columnOf = (characters: number) => Math.ceil(characters * 7.83) + 17;

const input = (available: number, more: Partial<FitInput> = {}): FitInput => ({
  available,
  needs: textNeeds(USUAL_NEEDS, 1000, 'clock'),
  timeStyle: 'clock',
  relative: true,
  remembered: {},
  columnOf,
  ...more,
});

const fitAt = (available: number, more: Partial<FitInput> = {}) => fitColumns(input(available, more));

describe('packet columns', () => {
  test.each([
    [1400, 'whole', 'whole', 'names', ['seq', 'ack', 'window', 'length']],
    [1200, 'short', 'whole', 'names', ['seq', 'ack', 'window', 'length']],
    [1160, 'short', 'whole', 'names', ['seq', 'ack', 'length']],
    [1020, 'short', 'whole', 'names', ['seq']],
    [960, 'short', 'whole', 'names', []],
    [900, 'ports', 'whole', 'names', []],
    [850, 'ports', 'milliseconds', 'names', []],
    [780, 'ports', 'seconds', 'letters', []],
    [700, 'ports', 'none', 'letters', []],
  ] as const)('at %i pixels', (available, ends, time, flags, numbers) => {
    const fit = fitAt(available);
    expect([fit.ends, fit.time, fit.flags, fit.numbers]).toEqual([ends, time, flags, numbers]);
  });

  test.each([700, 800, 900, 1020, 1200, 1600])(
    'both states and a note are on a page of %i pixels',
    (width) => {
      const fit = fitAt(width);
      expect(widthOf(fit, input(width))).toBeLessThanOrEqual(width);
      expect(columnWidths(fit, input(width))).toMatchObject({
        client: fit.state,
        server: fit.state,
        note: MIN_NOTE,
      });
    },
  );

  test('a wider page never shows less', () => {
    const kept = (width: number) => Object.values(columnWidths(fitAt(width), input(width))).length;
    for (let width = 600; width < 1600; width += 10)
      expect(kept(width + 10)).toBeGreaterThanOrEqual(kept(width));
  });

  test('a width of the user’s own is kept, and what is shown in it is what it has room for', () => {
    const remembered = { ends: columnOf(24) };
    expect(fitAt(1600, { remembered }).ends).toBe('short');
    expect(fitAt(700, { remembered }).ends).toBe('short');
    const wide = { ends: columnOf(40) };
    expect(fitAt(1020, { remembered: wide }).ends).toBe('whole');
    expect(widthOf(fitAt(1020, { remembered: wide }), input(1020, { remembered: wide }))).toBeLessThanOrEqual(
      1020,
    );
  });

  test('the time since the row above is never cut: it is mostly microseconds', () => {
    const needs = textNeeds(USUAL_NEEDS, 1000, 'delta');
    for (let width = 600; width < 1600; width += 20) {
      expect(['whole', 'none']).toContain(fitAt(width, { timeStyle: 'delta', needs }).time);
    }
  });
});

describe('both ends', () => {
  test.each([
    ['short', '192.168.1.110:52552', '192.168.1.177:8000', '.110:52552', '.177:8000'],
    ['short', '10.0.0.1:80', '192.0.2.1:4000', '10.0.0.1:80', '192.0.2.1:4000'],
    ['short', '[2001:db8::1]:443', '[2001:db8::2]:50000', '[…:1]:443', '[…:2]:50000'],
    ['short', '[2001:db8:0:1::5]:443', '[2001:db8:0:2::5]:80', '[…:1::5]:443', '[…:2::5]:80'],
    ['short', '[::1]:8000', '[2001:db8::1]:1', '[::1]:8000', '[2001:db8::1]:1'],
    ['ports', '[2001:db8::1]:443', '192.0.2.1:4000', ':443', ':4000'],
    ['ports', '192.0.2.1', '192.0.2.2', '192.0.2.1', '192.0.2.2'],
    ['whole', '192.0.2.1:1', '192.0.2.2:2', '192.0.2.1:1', '192.0.2.2:2'],
  ] as const)('%s: %s %s', (form, from, to, a, b) => expect(endsIn(form, from, to)).toEqual([a, b]));
});

describe('log lines', () => {
  const at = (available: number, line = 110) => logLayout({ available, line, lineNumber: 4, columnOf });

  test('the states stand before the line and the note behind it where there is room for all', () => {
    expect(at(1600)).toBe('beside');
    expect(at(1600, 165)).toBe('below');
  });

  test('on a narrow page they are under the line', () => {
    expect(at(1020)).toBe('below');
    expect(at(700)).toBe('below');
  });
});

test('what a capture needs is taken from its rows', () => {
  expect(needsOf([])).toBeNull();
});

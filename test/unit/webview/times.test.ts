import { describe, expect, test } from 'vitest';
import { clockTime, fullTime, subtractTimes, timeInStyle } from '../../../webview/text/times';

describe('differences are exact to the last digit', () => {
  test.each([
    ['1795361418.430407', '1795361418.430406', '0.000001'],
    ['1795361418.430407123', '1795361417.430407', '1.000000123'],
    ['5', '7.25', '-2.25'],
    ['86400.000001', '86399.999999', '0.000002'],
    ['9007199254740993.1', '9007199254740992.1', '1.0'],
    ['3', '3', '0'],
  ])('%s - %s = %s', (a, b, expected) => expect(subtractTimes(a, b)).toBe(expected));

  test('what is no number has no difference', () => {
    expect(subtractTimes('', '1')).toBeNull();
    expect(subtractTimes('1e5', '1')).toBeNull();
  });
});

describe('clock', () => {
  // date -u -d @1795361418: Sun Nov 22 15:30:18 UTC 2026
  test('a dated time is UTC', () => {
    expect(clockTime('1795361418.430407')).toBe('15:30:18.430407');
    expect(fullTime('1795361418.430407')).toBe('2026-11-22 15:30:18.430407 UTC');
  });

  test('a text log’s own time comes back as it was printed', () => {
    // 17 * 3600 + 11 * 60 + 35
    expect(clockTime('61895.668512')).toBe('17:11:35.668512');
    expect(fullTime('61895.668512')).toBe('17:11:35.668512');
  });

  test('after midnight it starts again', () => expect(clockTime('86405.5')).toBe('00:00:05.5'));
  test('nanoseconds and whole seconds keep their digits', () => {
    expect(clockTime('0.000000001')).toBe('00:00:00.000000001');
    expect(clockTime('3600')).toBe('01:00:00');
  });
  test('what is no time is left alone', () => expect(clockTime('-1.5')).toBe('-1.5'));
  test('a time before 1970 is one of its day', () => {
    expect(fullTime('-100000000.000000')).toBe('1966-10-31 14:13:20.000000 UTC');
    expect(fullTime('-99999999.750000')).toBe('1966-10-31 14:13:20.250000 UTC');
  });
});

test('each style answers the question it is for', () => {
  const context = { first: '10.5', previous: '12.25' };
  expect(timeInStyle('12.75', 'seconds', context)).toBe('2.25');
  expect(timeInStyle('12.75', 'delta', context)).toBe('0.50');
  expect(timeInStyle('12.75', 'epoch', context)).toBe('12.75');
  expect(timeInStyle('12.75', 'delta', { first: null, previous: null })).toBe('');
});

import { describe, expect, test } from 'vitest';
import { byteSize, duration } from '../../../webview/text/amounts';
import { shortEnds } from '../../../webview/text/ends';
import { flagNames } from '../../../webview/text/flags';
import { logTokens } from '../../../webview/text/log-tokens';
import { clip, visible } from '../../../webview/text/visible';

describe('hostile characters are shown as what they are', () => {
  test.each([
    ['bell, escape and NUL', 'a\u0007b\u001b[31mc\u0000', 'a␇b␛[31mc␀'],
    ['delete', 'a\u007f', 'a␡'],
    ['a C1 control', 'a\u009b31m', 'a[U+009B]31m'],
    ['right-to-left override (CVE-2021-42574)', 'a\u202eb\u2066c', 'a[U+202E]b[U+2066]c'],
    ['zero widths and byte-order mark', '\ufeffa\u200b\u200d', '[U+FEFF]a[U+200B][U+200D]'],
    ['line separator', 'a\u2028b', 'a[U+2028]b'],
    ['a lone surrogate', 'a\ud800b', 'a[U+D800]b'],
    ['a tag character', 'a\u{e0041}', 'a[U+E0041]'],
    ['a line end', 'a\r\nb', 'a␍␊b'],
  ])('%s', (_, text, expected) => expect(visible(text)).toBe(expected));

  test('tabs, Chinese, Arabic, accents and emoji stay', () => {
    const text = '\t中文 مرحبا é 🙂';
    expect(visible(text)).toBe(text);
  });
});

describe('clipping', () => {
  test('short text is left alone', () => expect(clip('abc', 3)).toBe('abc'));
  test('long text ends in an ellipsis', () => expect(clip('abcdef', 3)).toBe('abc…'));
  test('a pair of surrogates is not cut in two', () => expect(clip('ab🙂cd', 3)).toBe('ab…'));
});

test('tcpdump’s flag letters have the header’s names', () => {
  expect(flagNames('F.')).toBe('FIN, ACK');
  expect(flagNames('SEW')).toBe('SYN, ECE, CWR');
  expect(flagNames('')).toBe('');
  expect(flagNames('?')).toBe('?');
});

describe('colouring a log line', () => {
  const line =
    '17:11:35.668512 IP 192.168.1.110.52552 > 192.168.1.177.irdmi: Flags [F.], seq 1, ack 1, win 256, length 0';

  test('loses no character', () => {
    for (const text of [line, '', 'no packet', 'Flags [', '1.2.3', 'x'.repeat(3000)]) {
      expect(
        logTokens(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }
  });

  test('finds time, ends, flags and numbers', () => {
    const of = (kind: string) =>
      logTokens(line).flatMap((token) => (token.kind === kind ? [token.text] : []));
    expect(of('time')).toEqual(['17:11:35.668512']);
    expect(of('address')).toEqual(['192.168.1.110.52552', '192.168.1.177.irdmi']);
    expect(of('flags')).toEqual(['Flags [F.]']);
    expect(of('number')).toEqual(['1', '1', '256', '0']);
  });

  test('is quick on a hostile line', () => {
    const started = performance.now();
    for (const part of ['1.', '1:', 'Flags [', '1.1.1.1.a', '1-']) logTokens(part.repeat(1900 / part.length));
    expect(performance.now() - started).toBeLessThan(200);
  });
});

test('amounts are for people', () => {
  expect([0, 512, 1024, 10_000, 3_565_158, 2 * 1024 ** 3].map(byteSize)).toEqual([
    '0 B',
    '512 B',
    '1.0 KiB',
    '9.8 KiB',
    '3.4 MiB',
    '2.0 GiB',
  ]);
  expect([0, 120.002, 52.51786, 1.5, 0.34, 0.000055].map(duration)).toEqual([
    '0 s',
    '120 s',
    '52.5 s',
    '1.5 s',
    '340 ms',
    '55 µs',
  ]);
});

describe('two ends in little room', () => {
  test.each([
    ['192.168.1.110:52552', '192.168.1.177:8000', '.110:52552', '.177:8000'],
    ['10.0.3.4:1', '10.0.4.4:2', '.3.4:1', '.4.4:2'],
    ['127.0.0.1:5', '127.0.0.1:6', '.1:5', '.1:6'],
    ['10.1.1.1:80', '192.0.2.1:80', '10.1.1.1:80', '192.0.2.1:80'],
    ['[2001:db8::1]:443', '192.0.2.1:80', '[2001:db8::1]:443', '192.0.2.1:80'],
    ['', '', '', ''],
  ])('%s and %s', (from, to, a, b) => expect(shortEnds(from, to)).toEqual([a, b]));
});

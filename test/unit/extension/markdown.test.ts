import { expect, test } from 'vitest';
import { code, commandLink, plain } from '../../../src/extension/lint/markdown';

/** CommonMark 0.31, section 2.4: these may be escaped, and then mean nothing. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

test('text with any punctuation stays text', () => {
  expect(plain(PUNCTUATION)).toBe([...PUNCTUATION].map((character) => `\\${character}`).join(''));
  expect(plain('[x](command:evil) <img src=x> https://a.b\n# c')).toBe(
    '\\[x\\]\\(command\\:evil\\) \\<img src\\=x\\> https\\:\\/\\/a\\.b \\# c',
  );
});

test('a code span cannot be left from within', () => {
  expect(code('a `` b ` c')).toBe('``` a `` b ` c ```');
  expect(code('  if (x)\n  y ')).toBe('` if (x) y `');
  expect(code(' \n ')).toBe('');
});

test('no parameter can end the link of a command', () => {
  const link = commandLink('a] b', 'closewait.x', "file:///a)(b'*!.c", 1);
  expect(link).toMatch(/^\[a\\\] b\]\(command:closewait\.x\?[^()'*! ]+\)$/);
  const parameters = /\?(.*)\)$/.exec(link)?.[1] ?? '';
  expect(JSON.parse(decodeURIComponent(parameters))).toEqual(["file:///a)(b'*!.c", 1]);
});

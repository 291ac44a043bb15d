import { expect, test } from 'vitest';
import { joinGlobs, withoutBraces } from '../../../src/extension/lint/globs';

test.each([
  ['**/node_modules', ['**/node_modules']],
  ['*.{a,b}', ['*.a', '*.b']],
  ['{a,b}/{c,d}', ['a/c', 'a/d', 'b/c', 'b/d']],
  ['{a,{b,c}}', ['a', 'b', 'c']],
  ['{a', []],
  ['a,b', []],
])('%s without braces', (pattern, expected) => {
  expect([...withoutBraces(pattern)].sort()).toEqual(expected);
});

test('braces that multiply beyond measure are left out', () => {
  expect(withoutBraces('{a,b}'.repeat(40))).toEqual([]);
});

test('several patterns become one', () => {
  expect(joinGlobs([])).toBeUndefined();
  expect(joinGlobs(['**/x'])).toBe('**/x');
  expect(joinGlobs(['**/x', '*.{a,b}', '**/x'])).toBe('{**/x,*.a,*.b}');
});

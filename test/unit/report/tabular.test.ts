import { expect, test } from 'vitest';
import { csvTable, markdownTable } from '../../../src/core/report/tabular';

// RFC 4180, section 2, rules 5 to 7.
test('what holds a comma, a quote or a line end is quoted, and quotes are doubled', () => {
  expect(csvTable(['a'], [['x,y'], ['say "so"'], [null], [3]])).toBe('a\n"x,y"\n"say ""so"""\n\n3\n');
});

test('what a spreadsheet would calculate stays text, and numbers stay numbers', () => {
  expect(csvTable(['a'], [['=1+1'], ['@x'], ['-cmd'], ['-2+3'], ['-5'], ['-0.5']])).toBe(
    "a\n'=1+1\n'@x\n'-cmd\n'-2+3\n-5\n-0.5\n",
  );
});

test('a bar does not end the cell of a table', () => {
  expect(markdownTable(['a', 'b'], [['x|y', 1]])).toBe('| a | b |\n| --- | --- |\n| x\\|y | 1 |\n');
});

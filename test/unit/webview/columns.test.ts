import { expect, test } from 'vitest';
import { clampWidth, layoutColumns } from '../../../webview/grid/columns';

const columns = [
  { id: 'line', width: 50, minWidth: 30 },
  { id: 'text', width: 300, minWidth: 100, flexible: true },
  { id: 'note', width: 150, minWidth: 60 },
];

test('the flexible column takes what the others leave', () => {
  expect(layoutColumns(columns, {}, 900)).toEqual([50, 700, 150]);
});

test('it never gets narrower than it wants to be: the list scrolls sideways', () => {
  expect(layoutColumns(columns, {}, 400)).toEqual([50, 300, 150]);
});

test('remembered widths win, the flexible column’s too', () => {
  expect(layoutColumns(columns, { line: 80, text: 120 }, 900)).toEqual([80, 120, 150]);
});

test('a width from a broken store neither hides a column nor the rest', () => {
  expect(clampWidth(columns[0], -5)).toBe(30);
  expect(clampWidth(columns[0], 1e12)).toBe(4000);
  expect(clampWidth(columns[0], Number.NaN)).toBe(50);
});

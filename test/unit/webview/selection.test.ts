import { expect, test } from 'vitest';
import { Selection } from '../../../webview/grid/selection';

test('moving selects one row', () => {
  const selection = new Selection();
  selection.moveTo(7);
  expect([selection.focus, selection.count, selection.has(7), selection.has(8)]).toEqual([7, 1, true, false]);
});

test('extending selects from the anchor, in both directions', () => {
  const selection = new Selection();
  selection.moveTo(10);
  selection.extendTo(12);
  expect(selection.rows(99)).toEqual([10, 11, 12]);
  selection.extendTo(8);
  expect(selection.rows(99)).toEqual([8, 9, 10]);
  expect(selection.focus).toBe(8);
});

test('extending without an anchor selects the row', () => {
  const selection = new Selection();
  selection.extendTo(4);
  expect(selection.rows(99)).toEqual([4]);
});

test('toggling adds rows, joins neighbours and takes rows out of the middle', () => {
  const selection = new Selection();
  for (const row of [5, 9, 7, 6, 8]) selection.toggle(row);
  expect(selection.rows(99)).toEqual([5, 6, 7, 8, 9]);
  selection.toggle(7);
  expect(selection.rows(99)).toEqual([5, 6, 8, 9]);
  expect(selection.count).toBe(4);
});

test('all of 50 million rows are selected without a list of them', () => {
  const selection = new Selection();
  selection.selectAll(50_000_000);
  expect(selection.count).toBe(50_000_000);
  expect(selection.has(49_999_999)).toBe(true);
  expect(selection.rows(3)).toEqual([0, 1, 2]);
});

test('clearing leaves nothing', () => {
  const selection = new Selection();
  selection.moveTo(3);
  selection.clear();
  expect([selection.focus, selection.count]).toEqual([-1, 0]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editBetween, KeptTree } from '../../../src/core/lint/syntax';
import { loadParsers } from '../../../src/host/node';
import { edit, type Files, numbers } from './edits';

const parsers = await loadParsers();
const FIXTURES = join(__dirname, '../../fixtures/lint-ts');
const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.ts'));

describe('a tree that follows the edits of its text is the one that parsing anew gives', () => {
  it.each(names)('%s', { timeout: 60_000 }, (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const original = new Map([['a.ts', text]]);
    const files: Files = new Map(original);
    const random = numbers(text.length);
    const kept = new KeptTree(parsers.typescript);
    for (let round = 0; round < 40; round++) {
      const now = files.get('a.ts') ?? '';
      const anew = new KeptTree(parsers.typescript);
      expect(kept.read(now)).toEqual(anew.read(now));
      anew.delete();
      edit(files, original, random);
      files.set('a.ts', [...files.values()][0] ?? text);
    }
    kept.delete();
  });
});

describe('the edit between two texts', () => {
  it.each([
    ['abc', 'abXc', 2, 2, 3],
    ['abXc', 'abc', 2, 3, 2],
    ['aaa', 'aaaa', 3, 3, 4],
    ['', 'x', 0, 0, 1],
    ['one\ntwo', 'one\nTWO', 4, 7, 7],
  ])('%j to %j', (old, text, startIndex, oldEndIndex, newEndIndex) => {
    expect(editBetween(old, text)).toMatchObject({ startIndex, oldEndIndex, newEndIndex });
  });

  it('has rows and columns', () => {
    expect(editBetween('a\nbc\nd', 'a\nbX\nYc\nd')).toMatchObject({
      startPosition: { row: 1, column: 1 },
      oldEndPosition: { row: 1, column: 1 },
      newEndPosition: { row: 2, column: 1 },
    });
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintFiles } from './lint-text';

const rules = (path: string) => lintFiles({ [path]: readFileSync(path, 'utf8') }).map(({ rule }) => rule);

test.each([
  ['server.c', 'serial-accept'],
  ['server.ts', 'half-open-never-ended'],
])("the sample's %s has its fault, and none when it is mended", (file, rule) => {
  expect(rules(`samples/close-wait/${file}`)).toContain(rule);
  expect(rules(`samples/close-wait/fixed/${file}`)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { lintFiles, lintText } from './lint-text';

const LEAK = `int f(void) {
  int fd = socket(2, 1, 0);
  if (fd < 0) return -1;
  return 0;
}
`;
const NODE = `import net from 'node:net';
export function f(host: string) {
  const socket = net.connect(80, host);
  if (host === '') return;
  socket.end();
}
`;

const above = (comment: string) => LEAK.replace('  return 0', `  ${comment}\n  return 0`);
const beside = (comment: string) => LEAK.replace('return 0;', `return 0; ${comment}`);
const around = (first: string, last: string) =>
  LEAK.replace('  return 0;', `  ${first}\n  return 0;\n  ${last}`);

describe('a comment silences a finding', () => {
  it.each([
    ['// closewait-ignore-next-line', above],
    ['// closewait-ignore-next-line missing-close', above],
    ['// closewait-ignore-next-line missing-close: inherited on purpose', above],
    ['// closewait-ignore-next-line double-close, missing-close -- see above', above],
    ['/* closewait-ignore-next-line missing-close */', above],
    ['/* closewait-ignore-next-line missing-close:\n     a comment of two lines */', above],
    ['// NOLINTNEXTLINE', above],
    ['// NOLINTNEXTLINE(closewait-missing-close)', above],
    ['// NOLINTNEXTLINE(closewait-*)', above],
    ['// closewait-ignore-line missing-close: reason', beside],
    ['// closewait-ignore missing-close', beside],
    ['// NOLINT', beside],
    ['/* NOLINT(missing-close, bugprone-branch-clone) */', beside],
    ['// NOLINT(*)', beside],
    ['// closewait-ignore-file missing-close: generated', (comment: string) => `${LEAK}${comment}\n`],
  ])('%s', (comment, put) => {
    expect(lintText(put(comment))).toEqual([]);
  });

  it('between NOLINTBEGIN and its NOLINTEND', () => {
    expect(lintText(around('// NOLINTBEGIN', '// NOLINTEND'))).toEqual([]);
    expect(lintText(around('// NOLINTBEGIN(closewait-*)', '// NOLINTEND(closewait-*)'))).toEqual([]);
  });
});

describe('a comment does not silence', () => {
  it.each([
    ['another rule', above('// closewait-ignore-next-line double-close')],
    ["another tool's rule", beside('// NOLINT(bugprone-branch-clone)')],
    ['another line', above('// NOLINT')],
    ['the next line where it is not asked to', above('// closewait-ignore-line')],
    ['from within a string', above('const char *s = "// closewait-ignore-next-line";')],
    ['from within a string that has quotes in it', above('puts("\\" // NOLINTNEXTLINE");')],
    ['by a longer word', beside('// NOLINTING')],
    ['between marks with different lists', around('// NOLINTBEGIN', '// NOLINTEND(*)')],
    ['without the end', around('// NOLINTBEGIN', '')],
  ])('%s', (_, text) => {
    expect(lintText(text)).toHaveLength(1);
  });
});

it('works in TypeScript as well', () => {
  const rules = (text: string) => lintFiles({ 'a.ts': text }).map(({ rule }) => rule);
  expect(rules(NODE)).toEqual(['missing-close']);
  expect(
    rules(NODE.replace('  if (', '  // closewait-ignore-next-line missing-close: short\n  if (')),
  ).toEqual([]);
  expect(rules(NODE.replace('return;', 'return; // NOLINT'))).toEqual([]);
});

describe("eslint's comments, in JavaScript and TypeScript", () => {
  const rules = (text: string) => lintFiles({ 'a.ts': text }).map(({ rule }) => rule);
  const nodeAbove = (comment: string) => NODE.replace('  if (', `  ${comment}\n  if (`);
  const nodeBeside = (comment: string) => NODE.replace('return;', `return; ${comment}`);

  it.each([
    nodeAbove('// eslint-disable-next-line closewait/missing-close'),
    nodeAbove('// eslint-disable-next-line no-console, closewait/missing-close -- it lives as long as we do'),
    nodeAbove('/* eslint-disable-next-line\n     closewait/missing-close */'),
    nodeBeside('// eslint-disable-line closewait/missing-close'),
    nodeBeside('/* eslint-disable-line closewait/missing-close -- reason */'),
  ])('silence a rule that they name: %s', (text) => {
    expect(rules(text)).toEqual([]);
  });

  it.each([
    nodeAbove('// eslint-disable-next-line'),
    nodeAbove('// eslint-disable-next-line missing-close'),
    nodeAbove('// eslint-disable-next-line closewait/double-close'),
    nodeAbove('// eslint-disable-next-line no-console -- as closewait/missing-close says'),
    nodeAbove('// eslint-disable-next-line closewait/'),
    nodeAbove('// see eslint-disable-next-line closewait/missing-close'),
    nodeAbove('// eslint-disable-line closewait/missing-close'),
    nodeBeside('// eslint-disable-next-line closewait/missing-close'),
    nodeBeside('// eslint-disable-line no-console'),
  ])('silence nothing else: %s', (text) => {
    expect(rules(text)).toEqual(['missing-close']);
  });
});

import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/core/lint';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

const HEAD = 'int socket(int, int, int);\nint close(int);\n';
const LEAK = 'int leak(void) { int fd = socket(1, 2, 3); return 0; }\n';
/** Many ways through, each of them with descriptors of its own: what has to be followed grows for every one. */
const ladder = (rungs: number): string => {
  const numbers = Array.from({ length: rungs }, (_, at) => at);
  const up = numbers.map((at) => `int fd${at} = socket(1, 2, 3); if (fd${at} < 0) goto e${at};\n`).join('');
  const down = numbers.map((at) => `e${rungs - 1 - at}: close(fd${rungs - 1 - at});\n`).join('');
  return `int ladder(int a) {\n${up}${down}return 0; }\n`;
};

/** Lints files with a clock that goes on by one each time that it is looked at, so that work is counted. */
function lintWithin(limits: { function: number; file: number }, files: Readonly<Record<string, string>>) {
  let looks = 0;
  const session = new LintSession(parsers, 'en', {}, { ...LIMITS, ...limits, clock: () => looks++ });
  for (const [path, text] of Object.entries(files)) session.set(path, text);
  const { findings, skipped } = session.lint();
  return {
    found: findings.map(({ rule, file }) => `${file} ${rule}`),
    skipped: skipped.map(({ file, line, kind }) => `${file} ${line} ${kind}`),
    looks,
  };
}

const PLENTY = { function: 1e9, file: 1e9 };

test('with time enough nothing is skipped', () => {
  const { found, skipped } = lintWithin(PLENTY, { 'a.c': HEAD + LEAK + ladder(20) });
  expect(found).toEqual(['a.c missing-close']);
  expect(skipped).toEqual([]);
});

test('a function that takes too long is named, and its file and others have their findings', () => {
  const files = { 'a.c': HEAD + ladder(100) + LEAK, 'b.c': HEAD + LEAK };
  const { found, skipped } = lintWithin({ function: 40, file: 1e9 }, files);
  expect(found).toEqual(['a.c missing-close', 'b.c missing-close']);
  expect(skipped).toEqual(['a.c 3 unfinished']);
});

test('a file whose time is spent costs no other file its findings, and is told', () => {
  const files = { 'a.c': HEAD + ladder(100) + LEAK, 'b.c': HEAD + LEAK };
  const { found, skipped } = lintWithin({ function: 1e9, file: 40 }, files);
  expect(found).toContain('b.c missing-close');
  expect(skipped).toContain('a.c 3 unfinished');
});

test('the work that a time allows does not grow with the function', () => {
  const limits = { function: 40, file: 1e9 };
  const [small, large] = [100, 200].map((rungs) => lintWithin(limits, { 'a.c': ladder(rungs) }).looks);
  const [all] = [100].map((rungs) => lintWithin(PLENTY, { 'a.c': ladder(rungs) }).looks);
  expect(small).toBeLessThan(all);
  // Lowering, which is linear, is counted as well.
  expect(large).toBeLessThan(2.5 * small);
});

test('macros in macros, two million calls large, end', () => {
  const bomb = Array.from(
    { length: 7 },
    (_, at) => `#define M${at + 1}(x) ${Array(8).fill(`M${at}(x)`).join(' + ')}\n`,
  ).join('');
  const text = `${HEAD}#define M0(x) g(x)\n${bomb}int blown(int a) { return M7(a); }\n${LEAK}`;
  const { found, skipped } = lintWithin({ function: 1e9, file: 1e9 }, { 'a.c': text });
  expect(found).toEqual(['a.c missing-close']);
  expect(skipped).toEqual(['a.c 11 long']);
});

describe('what is done in a JavaScript file with each of its objects, by each of its functions', () => {
  const HEAD = "const net = require('net');\n";
  const LEAK = 'async function leak(a) { const s = net.connect(a); if (a) throw a; s.end(); }\n';
  const methods = (count: number): string =>
    `${HEAD}class A {\n${Array.from(
      { length: count },
      (_, at) =>
        `m${at}() { this.s${at} = net.connect(1); this.s${(at * 5) % count}.on('timeout', () => this.m${(at + 1) % count}()); }\n`,
    ).join('')}}\n`;

  test('takes the time of a file at most, which is told', () => {
    const files = { 'a.js': methods(200), 'b.js': HEAD + LEAK };
    const { found, skipped } = lintWithin({ function: 1e9, file: 60 }, files);
    expect(found).toEqual(['b.js missing-close']);
    // Read without its larger methods, it still takes too long: then it is the class that is told.
    expect(skipped).toEqual(['a.js 2 unfinished']);
    const late = lintWithin({ function: 1e9, file: 500 }, files);
    expect(late.found).toContain('b.js missing-close');
    expect(late.skipped.length).toBeGreaterThan(0);
  });

  test('does not grow with the file', () => {
    const [small, large] = [200, 400].map((count) => {
      const files = { 'a.js': methods(count), 'b.js': `require('./a');\n${HEAD}${LEAK}` };
      return lintWithin({ function: 1e9, file: 60 }, files).looks;
    });
    expect(large).toBeLessThan(2.5 * small);
  });
});

import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

/** What can stand in a file tens of thousands of times; a pattern that tries every way to split it does not end. */
const RUNS: readonly (readonly [string, string])[] = [
  ['tabs', '\t'.repeat(60_000)],
  ['line ends', '\n'.repeat(60_000)],
  ['line continuations', '\\\n'.repeat(30_000)],
  ['a macro with a body of blanks', `#define A(\t${'\t'.repeat(60_000)}`],
  ['directives without a name', '#\n'.repeat(30_000)],
  ['a condition behind blanks', `#if\tdefined${'\t'.repeat(60_000)}\n#endif`],
  ['includes without an end', '#include\t<\r'.repeat(6000)],
  ['a constant without a name', `const\t${'\t'.repeat(30_000)}${'t'.repeat(30_000)}`],
  ['a parameter list of references', `a(${'&'.repeat(60_000)}&\t}`],
  ['heads of classes without a body', 'class A : '.repeat(6000)],
  ['heads of templates', 'struct\tm<\t'.repeat(6000)],
  ["a macro of Qt's", `Q_O\t${'\t'.repeat(60_000)}s`],
  [
    'macros in the place of functions',
    'TEST_BAD_FILTER_STRING (zeros_foo_mask, "0.0.0.0/foo")\n'.repeat(300),
  ],
  ['words in capitals behind parentheses', ') ABC (a'.repeat(7000)],
  ['a function that returns after blanks', `int v(${'\t'.repeat(60_000)}s`],
];

describe('long runs of the same', () => {
  it.each(RUNS)('%s', { timeout: 60_000 }, (_, run) => {
    const leak = 'int probe(void) { int fd = socket(2, 1, 0); if (fd < 0) return 1; return 0; }';
    for (const name of ['a.c', 'a.cpp']) {
      const session = new LintSession(parsers, 'en');
      session.set(name, `class X { public: int f; };\n${leak}\n${run}\n`);
      const { findings, skipped } = session.lint();
      expect(findings.length + skipped.length).toBeGreaterThan(0);
    }
  });
});

/** What no compiler reads, so often that a head of a function before which it stands is no head by its length. */
const GARBAGE: readonly (readonly [string, string])[] = [
  ['quotes', '"'.repeat(20_000)],
  ['tildes', '~'.repeat(20_000)],
  ['labels', 'l:'.repeat(20_000)],
  ['equals signs', '= '.repeat(20_000)],
  ['words', 'foo '.repeat(20_000)],
  ['members of nothing', '::'.repeat(20_000)],
  ['parameter lists', 'f(a) '.repeat(5000)],
  ['closing parentheses', ')'.repeat(5000)],
  ['commas', ','.repeat(20_000)],
  ['question marks', '?'.repeat(20_000)],
];

describe('a function behind garbage is read, or told', () => {
  const leak = 'int probe(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return 1;\n  return 0;\n}\n';
  it.each(GARBAGE)('%s', { timeout: 60_000 }, (_, garbage) => {
    for (const name of ['a.c', 'a.cpp'])
      for (const between of ['\n', ' ']) {
        const session = new LintSession(parsers, 'en');
        session.set(name, `${leak}${garbage}${between}${leak}`);
        const { findings, skipped } = session.lint();
        expect([name, between, findings[0]?.line], JSON.stringify(skipped)).toEqual([name, between, 4]);
        expect(findings.length + skipped.length, `${name} ${JSON.stringify(between)}`).toBeGreaterThan(1);
      }
  });
});

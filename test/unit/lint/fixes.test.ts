import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LintFinding } from '../../../src/core/session/lint';
import { applyFix } from './apply-fix';
import { FIX_CASES } from './fix-cases';
import { lintFiles } from './lint-text';

const lintOf = (text: string) => lintFiles({ 'a.c': text });
const repairsOf = ({ fixes }: LintFinding) => fixes.filter(({ kind }) => kind === 'repair');
/** What a finding is about, wherever it moves to. */
const aboutOf = ({ rule, message }: LintFinding) => `${rule}: ${message}`;

describe('the best fix', () => {
  it.each(FIX_CASES)('$rule: $name', ({ rule, program, title, before, after }) => {
    const [finding, ...others] = lintOf(program);
    expect(others).toEqual([]);
    expect(finding.rule).toBe(rule);
    const [fix] = repairsOf(finding);
    expect(fix.title).toBe(title);
    const fixed = applyFix(program, fix);
    expect(fixed).toBe(program.replace(before, after));
    expect(lintOf(fixed)).toEqual([]);
  });
});

describe('every repair of the fixtures', () => {
  const FIXTURES = join(__dirname, '../../fixtures/lint');
  const texts = ['missing-close', 'eof-ignored', 'descriptor-inherited'].map(
    (rule) => [rule, readFileSync(join(FIXTURES, `${rule}.c`), 'utf8')] as const,
  );

  it.each(texts)(
    '%s: the finding goes, and none comes',
    (rule, text) => {
      const findings = lintOf(text);
      const own = findings.filter((finding) => finding.rule === rule);
      const repaired = own.filter((finding) => repairsOf(finding).length > 0);
      expect(repaired.length).toBeGreaterThan(own.length / 2);
      for (const finding of repaired)
        for (const fix of repairsOf(finding)) {
          const rest = lintOf(applyFix(text, fix)).map(aboutOf);
          expect(rest.sort()).toEqual(
            findings
              .filter((each) => each !== finding)
              .map(aboutOf)
              .sort(),
          );
        }
    },
    60_000,
  );
});

describe('where no close would be right there is none', () => {
  const HEAD = 'int f(int how) { int fd = open("a", 0); if (fd < 0) return -1; ';
  it.each([
    ['the descriptor is returned in some form', `${HEAD} return wrap(how) + fd * 0 + 1; }`],
    [
      'the value is computed by a function',
      `${HEAD} if (fsync(fd)) return report(how); close(fd); return 0; }`,
    ],
    ['it is closed there already on another path', `${HEAD} if (how) close(fd); return 0; }`],
    [
      'nobody knows whether it is set',
      'int f(int how) { int fd; if (how) { fd = open("a", 0); if (fd < 0) return -1; } return 0; }',
    ],
  ])('%s', (_, text) => {
    expect(lintOf(text).flatMap(repairsOf)).toEqual([]);
  });
});

describe('a comment that silences', () => {
  it('stands above the line, as far in, and does so', () => {
    const text =
      'int f(void) {\r\n\tint fd = socket(2, 1, 0);\r\n\tif (fd < 0) return 1;\r\n\treturn 0;\r\n}\r\n';
    const [finding] = lintOf(text);
    const fix = finding.fixes.at(-1);
    expect(fix?.kind).toBe('suppress');
    const fixed = applyFix(text, fix as NonNullable<typeof fix>);
    expect(fixed).toBe(
      text.replace('\treturn 0;', '\t// closewait-ignore-next-line missing-close: reason\r\n\treturn 0;'),
    );
    expect(lintOf(fixed)).toEqual([]);
  });

  it('is offered with every finding, but not inside of a macro', () => {
    const text = 'int f(int l) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return 1;\n  return \\\n 0; }\n';
    expect(lintOf(text).map(({ fixes }) => fixes.length)).toEqual([2]);
    expect(
      lintOf(text.replace('return \\\n 0', 'if (l) \\\n return 0; return 0'))
        .at(0)
        ?.fixes.some(({ kind }) => kind === 'suppress'),
    ).toBe(false);
  });
});

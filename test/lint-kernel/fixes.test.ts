import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyFix } from '../unit/lint/apply-fix';
import { FIX_CASES } from '../unit/lint/fix-cases';
import { lintFiles } from '../unit/lint/lint-text';

const folder = mkdtempSync(join(tmpdir(), 'closewait-fixes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(FIX_CASES)('gcc takes the fixed program without a warning: $name', ({ name, program }) => {
  const [{ fixes }] = lintFiles({ 'a.c': program });
  for (const fix of fixes) {
    const file = join(folder, `${name.replace(/\W+/g, '-')}.c`);
    writeFileSync(file, applyFix(program, fix));
    expect(() =>
      execFileSync('gcc', ['-fsyntax-only', '-Wall', '-Werror', file], { stdio: 'pipe' }),
    ).not.toThrow();
  }
});

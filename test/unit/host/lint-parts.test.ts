import { expect, test } from 'vitest';
import type { LintFinding } from '../../../src/core/session/lint';
import { lintParts } from '../../../src/host/worker/lint-parts';

const of = (file: string, count: number): LintFinding[] =>
  Array.from({ length: count }, (_, line) => ({ file, line }) as LintFinding);

test('parts are bounded, keep the order, and do not split a file', () => {
  const findings = Array.from({ length: 3000 }, (_, at) => of(`${at}.c`, at % 11)).flat();
  const skipped = Array.from({ length: 450 }, (_, at) => ({
    file: `${at}.h`,
    line: null,
    kind: 'large' as const,
    reason: 'too large',
  }));
  const parts = lintParts(findings, skipped);
  expect(parts.flatMap((part) => part.findings)).toEqual(findings);
  expect(parts.flatMap((part) => part.skipped)).toEqual(skipped);
  expect(Math.max(...parts.map((part) => part.findings.length + part.skipped.length))).toBeLessThanOrEqual(
    50,
  );
  const filesOf = parts.flatMap((part) => [...new Set(part.findings.map(({ file }) => file))]);
  expect(new Set(filesOf).size).toBe(filesOf.length);
});

test('a file with more findings than a part holds is a part of its own', () => {
  const parts = lintParts([...of('a.c', 3), ...of('b.c', 900), ...of('c.c', 3)], []);
  expect(parts.map((part) => part.findings.length)).toEqual([3, 900, 3]);
});

test('nothing found has no parts', () => {
  expect(lintParts([], [])).toEqual([]);
});

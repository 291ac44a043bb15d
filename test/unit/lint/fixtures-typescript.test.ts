import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LintFinding } from '../../../src/core/session/lint';
import { projectFiles } from '../lint-ts/project-files';
import { type Verdict, verdicts } from '../lint-ts/verdict-lines';
import { lintFiles } from './lint-text';

const FIXTURES = join(__dirname, '../../fixtures/lint-ts');
const STRICT = join(__dirname, '../../fixtures/lint-ts-strict');

/** What is expected of a verdict: its rule, no rule at all, or as it is known to be wrong. */
const EXPECTED: readonly (readonly [RegExp, (rules: readonly string[], rule: string) => void])[] = [
  [/^FN_.*_bad$/, (rules, rule) => expect(rules).not.toContain(rule)],
  [/^FP_.*_ok$/, (rules) => expect(rules).not.toEqual([])],
  [/_bad$/, (rules, rule) => expect(rules).toContain(rule)],
  [/_ok$/, (rules) => expect(rules).toEqual([])],
];

/** The rules that are said of the lines of a verdict. */
const rulesOf = (findings: readonly LintFinding[], { from, to }: Verdict): readonly string[] =>
  findings
    .filter(({ line, resource }) => [line, resource?.line ?? line].some((each) => each >= from && each <= to))
    .map((finding) => finding.rule);

describe.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.ts')))('%s', (name) => {
  const rule = basename(name, '.ts');
  const file = join(FIXTURES, name);
  const text = readFileSync(file, 'utf8');
  const findings = lintFiles({ [file]: text });

  it.each(verdicts(text))('$name', (verdict) => {
    EXPECTED.find(([end]) => end.test(verdict.name))?.[1](rulesOf(findings, verdict), rule);
  });
});

describe.each(readdirSync(STRICT).filter((name) => name.endsWith('.ts')))(
  'at the tier strict: %s',
  (name) => {
    const rule = basename(name, '.ts');
    const file = join(STRICT, name);
    const text = readFileSync(file, 'utf8');
    const findings = lintFiles({ [file]: text }, 'strict');

    it.each(verdicts(text))('$name', (verdict) => {
      EXPECTED.find(([end]) => end.test(verdict.name))?.[1](rulesOf(findings, verdict), rule);
    });
    it('and nothing at the tier recommended', () => {
      expect(lintFiles({ [file]: text })).toEqual([]);
    });
  },
);

it('says of each file inside a project and the set what it says of it alone', () => {
  const paths = readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(FIXTURES, name));
  const texts = Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
  const project = [...projectFiles()].map(([path, text]) => [join(FIXTURES, path), text]);
  const together = lintFiles({ ...texts, ...Object.fromEntries(project) });
  for (const path of paths)
    expect(together.filter(({ file }) => file === path)).toEqual(lintFiles({ [path]: texts[path] }));
});

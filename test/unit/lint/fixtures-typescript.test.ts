import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles } from '../lint-ts/project-files';
import { verdicts } from '../lint-ts/verdict-lines';
import { lintFiles } from './lint-text';

const FIXTURES = join(__dirname, '../../fixtures/lint-ts');

/** What is expected of a verdict: its rule, no rule at all, or as it is known to be wrong. */
const EXPECTED: readonly (readonly [RegExp, (rules: readonly string[], rule: string) => void])[] = [
  [/^FN_.*_bad$/, (rules, rule) => expect(rules).not.toContain(rule)],
  [/^FP_.*_ok$/, (rules) => expect(rules).not.toEqual([])],
  [/_bad$/, (rules, rule) => expect(rules).toContain(rule)],
  [/_ok$/, (rules) => expect(rules).toEqual([])],
];

describe.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.ts')))('%s', (name) => {
  const rule = basename(name, '.ts');
  const file = join(FIXTURES, name);
  const text = readFileSync(file, 'utf8');
  const findings = lintFiles({ [file]: text });

  it.each(verdicts(text))('$name', ({ name, from, to }) => {
    const rules = findings
      .filter(({ line, resource }) =>
        [line, resource?.line ?? line].some((each) => each >= from && each <= to),
      )
      .map((finding) => finding.rule);
    EXPECTED.find(([end]) => end.test(name))?.[1](rules, rule);
  });
});

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

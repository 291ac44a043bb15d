import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/lint';
import { LINT_WORDS as WORDS } from '../../../src/core/lint/words';
import { lint, read } from './lint-typescript';

const ROOT = join(__dirname, '../../..');
const DESCRIBED = LANGUAGES.find(({ id }) => id === 'typescript')?.rules ?? [];
const RULES = DESCRIBED.map(({ id }) => id);
/** At which tier a rule is looked at, and where its fixtures are. */
const strictnessOf = (rule: string) =>
  DESCRIBED.find(({ id }) => id === rule)?.tier === 'strict' ? 'strict' : 'recommended';
const fixturesOf = (rule: string): string => {
  const folder = strictnessOf(rule) === 'strict' ? 'lint-ts-strict' : 'lint-ts';
  return read(join(ROOT, `test/fixtures/${folder}/${rule}.ts`));
};

describe.each(RULES)('%s', (rule) => {
  it('has fixtures, words, and a document whose examples hold', () => {
    expect(fixturesOf(rule)).toMatch(/_bad\b[\s\S]*_ok\b/);
    const said = Object.keys(WORDS.en).filter((id) => id.startsWith(`lint.${rule}.`));
    expect(said.length).toBeGreaterThan(0);
    const document = read(join(ROOT, `docs/rules/${rule}.md`));
    const [wrong, right] = [...document.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
    const rules = (code: string) => lint(code, 'a.ts', strictnessOf(rule)).map((finding) => finding.rule);
    expect(rules(wrong)).toEqual([rule]);
    expect(rules(right)).toEqual([]);
  });
});

it.each(RULES)('every message about the fixtures of %s has words', (rule) => {
  for (const { message, trace } of lint(fixturesOf(rule), 'a.ts', strictnessOf(rule)))
    for (const said of [message, ...trace.map((step) => step.message)]) expect(said).not.toMatch(/^lint\./);
});

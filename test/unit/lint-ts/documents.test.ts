import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/lint';
import { LINT_WORDS as WORDS } from '../../../src/core/lint/words';
import { lint, read } from './lint-typescript';

const ROOT = join(__dirname, '../../..');
const RULES = LANGUAGES.find(({ id }) => id === 'typescript')?.rules.map(({ id }) => id) ?? [];

describe.each(RULES)('%s', (rule) => {
  it('has fixtures, words, and a document whose examples hold', () => {
    expect(read(join(ROOT, `test/fixtures/lint-ts/${rule}.ts`))).toMatch(/_bad\b[\s\S]*_ok\b/);
    const said = Object.keys(WORDS.en).filter((id) => id.startsWith(`lint.${rule}.`));
    expect(said.length).toBeGreaterThan(0);
    const document = read(join(ROOT, `docs/rules/${rule}.md`));
    const [wrong, right] = [...document.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
    const rules = (code: string) => lint(code).map((finding) => finding.rule);
    expect(rules(wrong)).toEqual([rule]);
    expect(rules(right)).toEqual([]);
  });
});

it.each(RULES)('every message about the fixtures of %s has words', (rule) => {
  for (const { message, trace } of lint(read(join(ROOT, `test/fixtures/lint-ts/${rule}.ts`))))
    for (const said of [message, ...trace.map((step) => step.message)]) expect(said).not.toMatch(/^lint\./);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documents, documentWith, filesFor, lists, listWith, manifestWith } from '../../../scripts/rules.mjs';
import { LANGUAGES, type Language, Linter, RULE_DESCRIPTIONS } from '../../../src/core/lint';
import type { Rule, Subject } from '../../../src/core/lint/rules';
import { LINT_WORDS as WORDS } from '../../../src/core/lint/words';
import { chosenSeverity } from '../../../src/core/session/lint/rule-choice';
import { loadParsers } from '../../../src/host/node';

const has = (locale: 'en' | 'zh-cn', id: string): boolean => Object.hasOwn(WORDS[locale], id);

describe.each(RULE_DESCRIPTIONS.map((rule) => [rule.id, rule] as const))('%s', (id, { languages }) => {
  it('has a document under its name, and words for what is wrong and why it matters', () => {
    expect(readFileSync(`docs/rules/${id}.md`, 'utf8').split('\n')[0]).toBe(`# ${id}`);
    for (const locale of ['en', 'zh-cn'] as const)
      for (const word of [`lint.rule.${id}`, `lint.why.${id}`]) expect(has(locale, word), word).toBe(true);
  });

  it('is among the rules of the languages that it names, and of no other, with a fixture for each', () => {
    const having = LANGUAGES.filter(({ rules }) => rules.some((rule) => rule.id === id));
    expect(having.map((language) => language.id).sort()).toEqual([...languages].sort());
    for (const each of languages) {
      const names =
        each === 'c' ? [`lint/${id}.c`, `lint/${id}.cpp`] : [`lint-ts/${id}.ts`, `lint-ts-strict/${id}.ts`];
      expect(names.some((name) => existsSync(`test/fixtures/${name}`))).toBe(true);
    }
  });

  it('says the same of itself in every language', () => {
    const told = LANGUAGES.flatMap(({ rules }) => rules.filter((rule) => rule.id === id)).map(
      ({ check: _, ...description }) => description,
    );
    for (const each of told) expect(each).toEqual(told[0]);
  });
});

/** A subject in which what a rule does not say that it needs is not there. */
function limited({ fn, analysis, program }: Subject, needs: Rule['needs']): Subject {
  const missing = (what: string): never => {
    throw new Error(`it does not say that it needs ${what}`);
  };
  return {
    fn: needs.includes('objects') ? fn : { ...fn, observations: [] },
    get analysis() {
      return needs.includes('paths') ? analysis : missing('paths');
    },
    get program() {
      return needs.includes('program') ? program : missing('program');
    },
  };
}

const parsers = await loadParsers();
const fixtures = ['test/fixtures/lint', 'test/fixtures/lint-ts'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);

it.each(fixtures)('the rules find in %s what they find without what they do not need', (file) => {
  const found = (languages: readonly Language[]) => {
    const linter = new Linter(parsers, languages);
    linter.set(file, readFileSync(file, 'utf8'));
    for (const _ of linter.run());
    return linter.findingsIn(file).map(({ rule, at }) => `${rule} ${at.start}`);
  };
  const less = (rule: Rule): Rule => ({
    ...rule,
    check: (subject) => rule.check(limited(subject, rule.needs)),
  });
  const everything = found(LANGUAGES);
  expect(everything.length).toBeGreaterThan(0);
  expect(found(LANGUAGES.map((each) => ({ ...each, rules: each.rules.map(less) })))).toEqual(everything);
});

it.each([...lists(), ...filesFor(RULE_DESCRIPTIONS, WORDS)].map((each) => [each.file, each] as const))(
  '%s is what `npm run rules` writes',
  (_, { is, ought }) => {
    expect(is).toBe(ought);
  },
);

it('readers find the table of rules in one place', () => {
  expect(documents()).toHaveLength(1);
});

describe('a new rule', () => {
  const made = { id: 'never-seen', languages: ['typescript'], tier: 'strict' };

  it('gets its line in the list of its folder', () => {
    const before =
      "// Head\nimport { b } from './b';\nimport type { Rule } from './rule';\n\nexport const RULES: readonly Rule[] = [\n  b,\n];\n";
    expect(listWith(before, ['a-c', 'b'])).toBe(
      "// Head\nimport { aC } from './a-c';\nimport { b } from './b';\nimport type { Rule } from './rule';\n\nexport const RULES: readonly Rule[] = [\n  b,\n  aC,\n];\n",
    );
  });

  it('gets its setting, which nothing has chosen', () => {
    const manifest = JSON.parse(
      manifestWith(readFileSync('package.json', 'utf8'), [...RULE_DESCRIPTIONS, made]),
    );
    const setting = manifest.contributes.configuration
      .flatMap(({ properties }: { properties: object }) => Object.entries(properties))
      .find(([key]: [string]) => key === 'closewait.lint.rules')?.[1];
    expect(setting.default).toEqual({});
    expect(setting.properties['never-seen'].markdownDescription).toBe('%rule.never-seen%');
  });

  it('gets its row for readers', () => {
    const words = { 'lint.rule.never-seen': 'It is never seen' };
    const table = '<!-- rules: npm run rules -->\n<!-- /rules -->';
    expect(documentWith(table, 'rules', [made], words)).toContain(
      '| [`never-seen`](rules/never-seen.md) | | ✓ | It is never seen (strict) |',
    );
  });

  it.each([
    ['recommended', undefined, 'warning'],
    ['recommended', 'off', 'off'],
    ['recommended', 'error', 'error'],
    ['strict', undefined, 'off'],
    ['strict', 'info', 'info'],
    ['off', undefined, 'off'],
    ['off', 'warning', 'warning'],
  ] as const)('of the tier %s that is set to %s shows a warning as %s', (tier, chosen, shown) => {
    expect(chosenSeverity(tier, 'warning', chosen)).toBe(shown);
  });

  it.each([
    ['recommended', 'strict', 'warning'],
    ['strict', 'strict', 'warning'],
    ['strict', 'all', 'warning'],
    ['off', 'strict', 'off'],
    ['off', 'all', 'warning'],
  ] as const)('of the tier %s is shown to one who wants %s as %s', (tier, wanted, shown) => {
    expect(chosenSeverity(tier, 'warning', undefined, wanted)).toBe(shown);
  });
});

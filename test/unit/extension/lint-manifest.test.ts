import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isLintable, RULE_IDS, ruleReasons } from '../../../src/core/session/lint';
import { LANGUAGE_IDS, LANGUAGES, lintName } from '../../../src/extension/lint/lint-languages';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const manifest = read('package.json');
const configuration: { properties: Record<string, Record<string, unknown>> }[] =
  manifest.contributes.configuration;
const settings = Object.assign({}, ...configuration.map(({ properties }) => properties));
const words = ['package.nls.json', 'package.nls.zh-cn.json'].map(read);

test('the settings name every rule and no other, each described in both languages', () => {
  const rules = settings['closewait.lint.rules'];
  expect(rules.additionalProperties).toBe(false);
  expect(Object.keys(rules.properties).sort()).toEqual([...RULE_IDS].sort());
  for (const rule of RULE_IDS)
    for (const catalog of words) expect(catalog[`rule.${rule}`]?.length).toBeGreaterThan(5);
});

test.each(RULE_IDS)('%s has a page that the editor can show, and words that say why it is a rule', (rule) => {
  expect(existsSync(`docs/rules/${rule}.md`)).toBe(true);
  for (const locale of ['en', 'zh-cn'] as const)
    expect(ruleReasons(locale)[rule]?.length).toBeGreaterThan(10);
});

test('the extension starts for every language that is linted, for texts that may be logs, and for no other', () => {
  const languages = [...LANGUAGE_IDS, 'plaintext', 'log'];
  expect(manifest.activationEvents).toEqual(languages.map((id) => `onLanguage:${id}`));
});

test('every name that the extension takes for a source is one for the linter', () => {
  for (const { extensions } of Object.values(LANGUAGES))
    for (const extension of extensions)
      expect([extension, isLintable(`a.${extension}`)]).toEqual([extension, true]);
});

test.each([
  ['file:///w/a.c', 'c', 'file:///w/a.c'],
  ['file:///w/a.h', 'cpp', 'file:///w/a.h'],
  ['untitled:Untitled-1', 'c', 'untitled:Untitled-1.c'],
  ['file:///w/a.inc', 'c', 'file:///w/a.inc.c'],
  ['file:///w/run', 'javascript', 'file:///w/run.js'],
  ['file:///w/a.C', 'cpp', 'file:///w/a.C'],
])('%s as %s is linted as %s', (uri, languageId, name) => {
  const document = { uri: { toString: () => uri }, languageId } as unknown as Parameters<typeof lintName>[0];
  expect(lintName(document)).toBe(name);
  expect(isLintable(lintName(document))).toBe(true);
});

test('every text of the manifest is there in both languages, and no text is left over', () => {
  const used = [
    ...new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key)),
  ].sort();
  for (const catalog of words) expect(Object.keys(catalog).sort()).toEqual(used);
});

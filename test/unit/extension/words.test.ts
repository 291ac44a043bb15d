import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'src/extension';
const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'))
  .join('\n');
const said = [
  ...new Set([...code.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)+)'/g)].map((match) => match[1])),
].sort();
const bundle = (file: string): Record<string, string> => JSON.parse(readFileSync(`l10n/${file}`, 'utf8'));

test.each(['bundle.l10n.json', 'bundle.l10n.zh-cn.json'])(
  '%s has every text that the host says and no other',
  (file) => {
    expect(Object.keys(bundle(file)).sort()).toEqual(said);
  },
);

test('a translation uses the values that the text has', () => {
  const values = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
  for (const [english, chinese] of Object.entries(bundle('bundle.l10n.zh-cn.json'))) {
    expect([english, values(chinese)]).toEqual([english, values(english)]);
  }
});

test('no text is said past the bundles', () => {
  expect(code).not.toMatch(/show(?:Information|Warning|Error)Message\(\s*['"`]/);
});

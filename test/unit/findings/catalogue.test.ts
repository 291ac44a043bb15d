import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueWith } from '../../../scripts/finding-lists.mjs';
import { catalogue } from '../../../scripts/rules.mjs';
import { hasWords, say } from '../../../src/core/explain';
import { CAPTURE_RULES, CONNECTION_RULES, FINDING_IDS } from '../../../src/core/findings';
import { SHOWN_BY } from './shown-by';

const ROOT = join(__dirname, '../../..');
const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, 'src/core/findings', folder))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
const severitiesOf = (id: string): readonly string[] =>
  [...CONNECTION_RULES, ...CAPTURE_RULES].find((rule) => rule.id === id)?.severities ?? [];
const idsOf = (rules: readonly { readonly id: string }[]): string[] => rules.map(({ id }) => id).sort();

describe('the catalogue', () => {
  it('has one file a finding, named like it, and every file of the folders', () => {
    expect(idsOf(CONNECTION_RULES)).toEqual(filesOf('connection'));
    expect(idsOf(CAPTURE_RULES)).toEqual(filesOf('capture'));
  });

  it('is what `npm run rules` writes', () => {
    const { is, ought } = catalogue();
    expect(is).toBe(ought);
  });

  it('takes up a new file of its folders behind the others', () => {
    const before = catalogue().is;
    const [connection, capture] = [filesOf('connection'), filesOf('capture')];
    const more = catalogueWith(before, { connection: [...connection, 'a-new-one'], capture });
    expect(more).toContain(`import { aNewOne } from './connection/a-new-one';`);
    expect(more).toMatch(/captureMidStream,\n {2}aNewOne,\n\]/);
    expect(catalogueWith(more, { connection, capture })).toBe(before);
  });

  it('has no id twice', () => {
    expect(new Set(FINDING_IDS).size).toBe(FINDING_IDS.length);
  });

  it.each(FINDING_IDS)('has words for %s', (id) => {
    const title = `finding.${id}.title`;
    expect(hasWords(title)).toBe(true);
    for (const locale of ['en', 'zh-cn'] as const)
      expect(say(locale, title as Parameters<typeof say>[1]).length).toBeGreaterThan(2);
  });
});

describe('docs/findings.md', () => {
  const page = readFileSync(join(ROOT, 'docs/findings.md'), 'utf8');
  const sections = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section]),
  );

  it('lists every finding and no other, in the order in which they are told', () => {
    expect([...sections.keys()]).toEqual(FINDING_IDS);
  });

  it.each(FINDING_IDS)('%s has its title, its severity and the recordings that show it', (id) => {
    const section = sections.get(id) ?? '';
    const title = say('en', `finding.${id}.title` as Parameters<typeof say>[1]);
    expect(section).toContain(`**${title}**`);
    for (const severity of severitiesOf(id)) expect(section).toMatch(new RegExp(`\\b${severity}\\b`, 'i'));
    const shown = (SHOWN_BY as Readonly<Record<string, (typeof SHOWN_BY)['refused'] | undefined>>)[id];
    if (shown === undefined) return;
    expect(section).toContain(`\`${shown.shows[0][0]}\``);
    if (shown.not.length > 0) expect(section).toContain(`\`${shown.not[0][0]}\``);
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/core/explain';
import { WORDS } from '../../../src/core/explain/words';
import { REASONS } from '../../../src/core/flow';
import { LINT_WORDS } from '../../../src/core/lint/words';
import { TCP_STATE_NAMES } from '../../../src/core/tcp';

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** Every catalog of a locale's folder, whatever the index lists. */
async function topicsIn(folder: string): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  for (const file of readdirSync(folder)) {
    const module = (await import(join(folder, file))) as Record<string, Record<string, string>>;
    const catalogs = Object.values(module);
    expect(catalogs, `${folder}/${file} exports one catalog`).toHaveLength(1);
    found.set(file, catalogs[0]);
  }
  return found;
}

type Words = Readonly<Record<'en' | 'zh-cn', Readonly<Record<string, string>>>>;
const CATALOGS: readonly (readonly [string, Words])[] = [
  ['explain/words', WORDS],
  ['lint/words', LINT_WORDS],
];

it('an id has words in one place', () => {
  const all = CATALOGS.flatMap(([, words]) => Object.keys(words.en));
  expect(new Set(all).size).toBe(all.length);
});

describe.each(CATALOGS)('the words in %s', (room, words) => {
  const topics = (locale: string) => topicsIn(join(__dirname, '../../../src/core', room, locale));
  const ids = Object.keys(words.en);

  it('have the same topics, with the same ids, in both languages', async () => {
    const [en, zh] = [await topics('en'), await topics('zh-cn')];
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [file, catalog] of en)
      expect(Object.keys(zh.get(file) ?? {}).sort(), file).toEqual(Object.keys(catalog).sort());
  });

  it('of every topic in the folder are in the index, and no two topics share an id', async () => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const all = [...(await topics(locale)).values()].flatMap((catalog) => Object.entries(catalog));
      expect(new Set(all.map(([id]) => id)).size, locale).toBe(all.length);
      expect(Object.fromEntries(all)).toEqual(words[locale]);
    }
  });

  it.each(ids)('%s has the same placeholders in both languages', (id) => {
    const ofOnlyOne = new Set(['Side', 'Other', 'side', 'other']);
    const zh = placeholders(words['zh-cn'][id]).filter((name) => !ofOnlyOne.has(name));
    const en = placeholders(words.en[id]).filter((name) => !ofOnlyOne.has(name));
    expect(zh).toEqual(en);
  });

  it('of Chinese use full-width punctuation between Chinese characters', () => {
    const halfWidth = /[\u4e00-\u9fff][,:;!?(]|[,:;!?)][\u4e00-\u9fff]/;
    for (const id of ids) expect(words['zh-cn'][id].replace(/`[^`]*`/g, ''), id).not.toMatch(halfWidth);
  });
});

describe('the words', () => {
  it.each(REASONS)('say why for the reason %s', (reason) => {
    for (const locale of ['en', 'zh-cn'] as const) {
      expect(WORDS[locale]).toHaveProperty([`note.${reason}`]);
      expect(WORDS[locale]).toHaveProperty([`sentence.${reason}`]);
    }
  });

  it.each(TCP_STATE_NAMES)('say what %s means and what ends it', (state) => {
    for (const locale of ['en', 'zh-cn'] as const)
      for (const part of ['meaning', 'ends'] as const)
        expect(say(locale, `state.${state}.${part}`).length).toBeGreaterThan(5);
  });
});

describe('say', () => {
  it('fills placeholders and leaves visible what it was not given', () => {
    expect(say('en', 'why.packet', { packet: 4, sentence: 'x' })).toBe('Packet 4: x');
    expect(say('en', 'why.packet', { packet: 4 })).toBe('Packet 4: {sentence}');
  });

  it('does not fill placeholders that come with a value, nor use what an object inherits', () => {
    expect(say('en', 'filter.unexpected', { text: '{text} $& {constructor}' })).toBe(
      '"{text} $& {constructor}" does not belong here.',
    );
    expect(say('en', 'filter.bad-port', {})).toContain('{text}');
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/core/explain';
import { WORDS, type WordId } from '../../../src/core/explain/words';
import { REASONS } from '../../../src/core/flow';
import { TCP_STATE_NAMES } from '../../../src/core/tcp';

const FOLDER = join(__dirname, '../../../src/core/explain/words');
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
const ids = Object.keys(WORDS.en) as WordId[];

/** Every catalog of a locale's folder, whatever the index lists. */
async function topics(locale: string): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  for (const file of readdirSync(join(FOLDER, locale))) {
    const module = (await import(join(FOLDER, locale, file))) as Record<string, Record<string, string>>;
    const catalogs = Object.values(module);
    expect(catalogs, `${locale}/${file} exports one catalog`).toHaveLength(1);
    found.set(file, catalogs[0]);
  }
  return found;
}

describe('the words', () => {
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
      expect(Object.fromEntries(all)).toEqual(WORDS[locale]);
    }
  });

  it.each(ids)('%s has the same placeholders in both languages', (id) => {
    const ofOnlyOne = new Set(['Side', 'Other', 'side', 'other']);
    const zh = placeholders(WORDS['zh-cn'][id]).filter((name) => !ofOnlyOne.has(name));
    const en = placeholders(WORDS.en[id]).filter((name) => !ofOnlyOne.has(name));
    expect(zh).toEqual(en);
  });

  it('of Chinese use full-width punctuation between Chinese characters', () => {
    const halfWidth = /[\u4e00-\u9fff][,:;!?(]|[,:;!?)][\u4e00-\u9fff]/;
    for (const id of ids) expect(WORDS['zh-cn'][id].replace(/`[^`]*`/g, ''), id).not.toMatch(halfWidth);
  });

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

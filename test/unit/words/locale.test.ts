import { expect, test } from 'vitest';
import { localeOf } from '../../../src/core/words';

// Scripts by Unicode's likely subtags: cldr-json, supplemental/likelySubtags.json. Display languages as VS Code names
// them (code.visualstudio.com/docs/configure/locales), POSIX names as in locale(1).
test.each([
  ['zh-cn', 'zh-cn'],
  ['zh-CN', 'zh-cn'],
  ['zh', 'zh-cn'],
  ['zh-Hans', 'zh-cn'],
  ['zh-hans', 'zh-cn'],
  ['zh-SG', 'zh-cn'],
  ['zh-Hans-HK', 'zh-cn'],
  ['zh_CN.UTF-8', 'zh-cn'],
  ['zh_CN.GB18030', 'zh-cn'],
  ['zh_SG.UTF-8@pinyin', 'zh-cn'],
  ['zh-tw', 'en'],
  ['zh-TW', 'en'],
  ['zh-HK', 'en'],
  ['zh-MO', 'en'],
  ['zh-Hant', 'en'],
  ['zh-Hant-CN', 'en'],
  ['zh_TW.UTF-8', 'en'],
  ['zh_HK', 'en'],
  ['en', 'en'],
  ['en-gb', 'en'],
  ['en-US', 'en'],
  ['de', 'en'],
  ['zha', 'en'],
  ['C.UTF-8', 'en'],
  ['POSIX', 'en'],
  ['zh-', 'en'],
  ['zh-!', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('who reads %s gets %s', (tag, locale) => {
  expect(localeOf(tag)).toBe(locale);
});

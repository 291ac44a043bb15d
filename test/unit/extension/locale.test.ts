import { expect, test } from 'vitest';
import { localeOf } from '../../../src/extension/locale';

test.each([
  ['auto', 'en', 'en'],
  ['auto', 'en-gb', 'en'],
  ['auto', 'zh-cn', 'zh-cn'],
  ['auto', 'zh-CN', 'zh-cn'],
  ['auto', 'zh-hans', 'zh-cn'],
  ['auto', 'zh', 'zh-cn'],
  ['auto', 'zh-tw', 'en'],
  ['auto', 'de', 'en'],
  ['en', 'zh-cn', 'en'],
  ['zh-cn', 'en', 'zh-cn'],
])('setting %s in a VS Code that speaks %s: %s', (setting, display, locale) => {
  expect(localeOf(setting, display)).toBe(locale);
});

import type { Locale } from '../protocol';

/** The language asked for by the setting, else the one nearest to the editor's display language. */
export function localeOf(setting: string, displayLanguage: string): Locale {
  const wanted = setting === 'auto' ? displayLanguage : setting;
  return /^zh(-(cn|sg|hans.*))?$/i.test(wanted) ? 'zh-cn' : 'en';
}

/** Languages that Closewait speaks. */
export type Locale = 'en' | 'zh-cn';

export const LOCALES: readonly Locale[] = ['en', 'zh-cn'];

/**
 * The locale for a language tag (`zh-CN`, `zh-Hans`, `zh_TW.UTF-8`, `en-US`, `C`): every Chinese one reads
 * Simplified Chinese, everything else English.
 */
export function localeOf(languageTag: string | undefined): Locale {
  return /^zh(?:[-_.@]|$)/i.test(languageTag ?? '') ? 'zh-cn' : 'en';
}

/** Languages that Closewait speaks. */
export type Locale = 'en' | 'zh-cn';

export const LOCALES: readonly Locale[] = ['en', 'zh-cn'];

/**
 * The locale for a language tag (`zh-CN`, `zh-Hans-SG`, `en-US`) or a name of setlocale(3) (`zh_CN.UTF-8`, `C`): whoever
 * writes Chinese in Simplified characters reads that, everybody else English (docs/decisions/0006-which-chinese.md).
 */
export function localeOf(languageTag: string | undefined): Locale {
  const tag = (languageTag ?? '').replace(/[.@].*$/, '').replaceAll('_', '-');
  if (!/^zh(?:-|$)/i.test(tag)) return 'en';
  return scriptOf(tag) === 'Hans' ? 'zh-cn' : 'en';
}

/** The script of a tag by Unicode's likely subtags: `Hans` for zh-SG, `Hant` for zh-TW; undefined where it is not a tag. */
function scriptOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script;
  } catch {
    return undefined;
  }
}

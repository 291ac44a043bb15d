import { fill, type Locale } from '../../src/core/words';
import { en } from './en';
import { zhCn } from './zh-cn';

export type WordId = keyof typeof en;

const catalogs: Readonly<Record<Locale, Readonly<Record<WordId, string>>>> = { en, 'zh-cn': zhCn };

let current: Locale = 'en';

/** The page's language, set once by the host's answer to `ready`. */
export function setLocale(locale: Locale): void {
  current = locale;
  document.documentElement.lang = locale === 'zh-cn' ? 'zh-CN' : 'en';
}

export function localeTag(): string {
  return current === 'zh-cn' ? 'zh-CN' : 'en';
}

/** The words of an id, with `{name}` replaced by its value. */
export function say(id: WordId, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(catalogs[current][id], values);
}

type CountedId = { [Id in WordId]: `${Id}.one` extends WordId ? Id : never }[WordId];

/** Words with a number, which English has twice. */
export function sayCount(id: CountedId, value: number): string {
  const number = new Intl.NumberFormat(localeTag()).format(value);
  return say(value === 1 ? `${id}.one` : id, { count: number });
}

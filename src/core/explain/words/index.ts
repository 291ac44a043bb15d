import type { Locale } from '../../words';
import { CAPTURE_WORDS, type WordId as CaptureWordId } from './captures';
import { LINT_WORDS, type LintWordId } from './sources';

/** Every id that has words. */
export type WordId = CaptureWordId | LintWordId;

/** All topics of a locale in one table; a unit test holds it against the files of the folder. */
export const WORDS: Readonly<Record<Locale, Readonly<Record<WordId, string>>>> = {
  en: { ...CAPTURE_WORDS.en, ...LINT_WORDS.en },
  'zh-cn': { ...CAPTURE_WORDS['zh-cn'], ...LINT_WORDS['zh-cn'] },
};

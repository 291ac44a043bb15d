import { fill, type Locale, type Values } from '../words';
import { GUIDE_WORDS, type GuideWordId } from './words/guides';

/** As `say`, for what is said of a state with and without a capture. */
export const sayOfGuide = (locale: Locale, id: GuideWordId, values: Values = {}): string =>
  fill(GUIDE_WORDS[locale][id], values);

export type { GuideWordId };

import { fill, type Locale, type Values } from '../words';
import { CAPTURE_WORDS, type WordId } from './words/captures';

/** The words of `id`, with each `{name}` filled from `values`. A value that is missing stays visible as `{name}`. */
export function say(locale: Locale, id: WordId, values: Values = {}): string {
  return fill(CAPTURE_WORDS[locale][id], values);
}

/** Whether an id that came from elsewhere (a problem, a state, a reason) has words. */
export function hasWords(id: string): id is WordId {
  return Object.hasOwn(CAPTURE_WORDS.en, id);
}

/** The first of several ids that has words: the particular one first, the general one last. */
export function firstWithWords(ids: readonly string[]): WordId | null {
  return ids.find(hasWords) ?? null;
}

/** The words for what ends with one part of the recording, where that is so and they say it. */
export const ofPart = (id: WordId, inPart: boolean): WordId =>
  (inPart ? firstWithWords([`${id}.part`]) : null) ?? id;

export type { WordId };

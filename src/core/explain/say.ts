import type { Locale } from './locale';
import { CAPTURE_WORDS, type WordId } from './words/captures';

export type Values = Readonly<Record<string, string | number | null | undefined>>;

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

/** `text` with each `{name}` filled from `values`. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null ? placeholder : String(value);
  });
}

export type { WordId };

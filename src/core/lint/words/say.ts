import { fill, type Locale, type Values } from '../../words';
import { LINT_WORDS, type LintWordId } from './catalogs';

/** The linter's words of `id`, filled as `say` does it; the id itself where it has none. */
export const sayOfSource = (locale: Locale, id: string, values: Values = {}): string =>
  hasSourceWords(id) ? fill(LINT_WORDS[locale][id], values) : id;

/** Whether the linter has words for an id. */
export const hasSourceWords = (id: string): id is LintWordId => Object.hasOwn(LINT_WORDS.en, id);

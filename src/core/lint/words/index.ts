export { LINT_WORDS, type LintWordId } from './catalogs';
export type { Message } from './message';
export { hasSourceWords, sayOfSource } from './say';

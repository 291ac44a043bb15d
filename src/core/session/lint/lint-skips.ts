import { hasSourceWords, sayOfSource } from '../../lint';
import type { Locale } from '../../words';
import type { LintSkip } from './lint-views';

/** Why, in words, for all skips of a kind. */
export function skipReason(locale: Locale, kind: LintSkip['kind']): string {
  const id = `lint.skipped.${kind}`;
  return hasSourceWords(id) ? sayOfSource(locale, id) : kind;
}

/** How much was skipped, by the reasons, each with the first place, in one line; null where nothing was. */
export function skipSummary(locale: Locale, skipped: readonly LintSkip[]): string | null {
  if (skipped.length === 0) return null;
  const kinds = new Map<LintSkip['kind'], LintSkip[]>();
  for (const skip of skipped) {
    const same = kinds.get(skip.kind);
    if (same === undefined) kinds.set(skip.kind, [skip]);
    else same.push(skip);
  }
  const parts = [...kinds].map(([kind, same]) => {
    const [{ file, line }] = same;
    const first = line === null ? file : `${file}:${line}`;
    const id = same.length === 1 ? 'lint.skips.one' : 'lint.skips.several';
    return sayOfSource(locale, id, { count: String(same.length), why: skipReason(locale, kind), first });
  });
  return sayOfSource(locale, 'lint.skips', { parts: parts.join(sayOfSource(locale, 'lint.skips.between')) });
}

/** That all files are tests or examples, whose findings are not told at the tier that is chosen by itself. */
export const onlyTests = (locale: Locale, count: number): string =>
  sayOfSource(locale, 'lint.only-tests', { count: String(count) });

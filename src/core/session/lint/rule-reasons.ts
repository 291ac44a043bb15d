import { hasSourceWords, sayOfSource } from '../../lint';
import type { Locale } from '../../words';
import { RULE_IDS } from './lint-session';

/** Why each rule is one, in a sentence or two, by its id. */
export function ruleReasons(locale: Locale): Readonly<Record<string, string>> {
  const told = RULE_IDS.filter((rule) => hasSourceWords(`lint.why.${rule}`));
  return Object.fromEntries(told.map((rule) => [rule, sayOfSource(locale, `lint.why.${rule}`)]));
}

export { HeaderPaths } from '../frontend-c';
export { relativeImports } from '../frontend-ts';

import type { UserModel } from '../models';
import type { RuleDescription } from '../rules';
import { cWith } from './c';
import type { Language } from './language';
import { typescript } from './typescript';

export type { Around, Language, LintFile, Surroundings } from './language';

/** Every language that is read, with models of a project's own functions. */
export const languagesWith = (models: readonly UserModel[]): readonly Language[] => [
  cWith(models),
  typescript,
];

/** Every language that is read. */
export const LANGUAGES: readonly Language[] = languagesWith([]);

/** What each rule says of itself, once, in the order in which rules are listed. */
export const RULE_DESCRIPTIONS: readonly RuleDescription[] = [
  ...new Map(LANGUAGES.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule])).values(),
];

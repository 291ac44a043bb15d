import { cWith } from './c';
import type { Language } from './language';
import type { UserModel } from './models';
import { typescript } from './typescript';

export { fixesOf } from './fixes';
export type { Clock } from './ir';
export { contained, type Omission, type OmissionReason, omission } from './ir';
export type { Language, LintFile } from './language';
export { LIMITS, type Limits } from './limits';
export { Linter, type LintProgress, type LintRun } from './linter';
export { readUserModels, type UserModel } from './models';
export type { Fix, FixEdit, Message, RuleFinding, Severity, TraceStep } from './rules';
export { RULES } from './rules';
export { GRAMMARS, type Grammar, type Parsers, type SourceParser, type SyntaxTree } from './syntax';

/** Every language that is read, with models of a project's own functions. */
export const languagesWith = (models: readonly UserModel[]): readonly Language[] => [
  cWith(models),
  typescript,
];

/** Every language that is read. */
export const LANGUAGES: readonly Language[] = languagesWith([]);

export { fixesOf } from './fixes';
export type { Clock } from './ir';
export { contained, type Omission, type OmissionReason, omission } from './ir';
export {
  HeaderPaths,
  LANGUAGES,
  type Language,
  type LintFile,
  languagesWith,
  RULE_DESCRIPTIONS,
  relativeImports,
} from './languages';
export { LIMITS, type Limits } from './limits';
export { Linter, type LintProgress, type LintRun } from './linter';
export { readUserModels, type UserModel } from './models';
export type { Fix, FixEdit, RuleDescription, RuleFinding, Severity, TraceStep } from './rules';
export { RULES } from './rules';
export { GRAMMARS, type Grammar, type Parsers, type SourceParser, type SyntaxTree } from './syntax';
export { hasSourceWords, type Message, sayOfSource } from './words';

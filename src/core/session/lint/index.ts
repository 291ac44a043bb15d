export {
  type Clock,
  GRAMMARS,
  type Grammar,
  HeaderPaths,
  isConfiguration,
  isLintable,
  isScript,
  isSource,
  LIMITS,
  type Limits,
  type LintOptions,
  LintSession,
  type LintSteps,
  type Parsers,
  RULE_IDS,
  readModels,
  type Severity,
  type SourceParser,
  type UserModel,
} from './lint-session';
export { skipSummary } from './lint-skips';
export type {
  LintEdit,
  LintFinding,
  LintFix,
  LintProgress,
  LintReport,
  LintSkip,
  LintStep,
} from './lint-views';
export { isShown, STRICTNESSES, type Strictness } from './rule-choice';
export { ruleReasons } from './rule-reasons';
export { TESTS_AND_EXAMPLES } from './tests-and-examples';

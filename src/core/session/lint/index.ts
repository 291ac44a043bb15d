export {
  aboutC,
  isScript,
  isShown,
  STRICTNESSES,
  type Strictness,
  TESTS_AND_EXAMPLES,
} from '../../lint/tiers';
export { decodedSource } from '../../text';
export {
  type Clock,
  GRAMMARS,
  type Grammar,
  HeaderPaths,
  isConfiguration,
  isLintable,
  isSource,
  LIMITS,
  type Limits,
  type LintOptions,
  LintSession,
  type LintSteps,
  type Parsers,
  RULE_IDS,
  readModels,
  relativeImports,
  type Severity,
  type SourceParser,
  type UserModel,
} from './lint-session';
export { onlyTests, skipSummary } from './lint-skips';
export type {
  LintEdit,
  LintFinding,
  LintFix,
  LintProgress,
  LintReport,
  LintSkip,
  LintStep,
} from './lint-views';
export { ruleReasons } from './rule-reasons';

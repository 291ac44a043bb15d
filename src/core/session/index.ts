export type { CaptureFormat } from '../capture';
export type { Field } from '../decode';
export type { Certainty, TcpStateName } from '../flow';
export { CaptureClient, type FilterAnswer } from './capture-client';
export type { CaptureObserver } from './capture-recorder';
export { CaptureSession, NotACaptureError, type SessionOptions } from './capture-session';
export type { ConnectionsQuery } from './connections-query';
export type { ExplainTarget } from './explain-connection';
export {
  type Clock,
  GRAMMARS,
  type Grammar,
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
export { ruleReasons } from './rule-reasons';
export type * from './views';

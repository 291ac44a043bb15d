export { RULES } from './list';
export { MISSING_CLOSE } from './missing-close';
export type {
  Fix,
  FixEdit,
  Release,
  Rule,
  RuleDescription,
  RuleFinding,
  Severity,
  Subject,
  TraceStep,
} from './rule';

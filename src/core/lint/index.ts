import { c } from './c';
import type { Language } from './language';
import { typescript } from './typescript';

export { fixesOf } from './fixes';
export type { Language, LintFile } from './language';
export { Linter, type LintProgress, type LintRun } from './linter';
export type { Fix, FixEdit, Message, RuleFinding, Severity, TraceStep } from './rules';
export { RULES } from './rules';
export { GRAMMARS, type Grammar, type Parsers, type SourceParser, type SyntaxTree } from './syntax';

/** Every language that is read. */
export const LANGUAGES: readonly Language[] = [c, typescript];

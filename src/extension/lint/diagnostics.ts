import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Location,
  Position,
  Range,
  type Uri,
} from 'vscode';
import type { LintFinding, Severity } from '../../core/session/lint';
import { pictured } from '../../core/text';
import type { RuleSetting } from './lint-settings';
import { ruleDocument } from './rule-documents';

/** VS Code leaves hints out of the problems list and draws three dots for them: a finding is never meant so. */
const OWN: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Information,
};

const CHOSEN: Readonly<Record<Exclude<RuleSetting, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What no program ever reaches is shown faded. */
const UNREACHABLE: ReadonlySet<string> = new Set(['unreachable-close']);

/** Who says so, in the problems list. */
export const SOURCE = 'Closewait';

/** A finding as VS Code shows it. */
export function diagnosticOf(
  finding: LintFinding,
  setting: Exclude<RuleSetting, 'off'> | undefined,
  uriOf: (name: string) => Uri | undefined,
  evidence: readonly { readonly text: string; readonly uri: Uri; readonly line: number }[] = [],
): Diagnostic {
  const { rule, message, severity, trace } = finding;
  const diagnostic = new Diagnostic(
    rangeOf(finding),
    pictured(message),
    setting === undefined ? OWN[severity] : CHOSEN[setting],
  );
  diagnostic.source = SOURCE;
  diagnostic.code = { value: rule, target: ruleDocument(rule) };
  if (UNREACHABLE.has(rule)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  const shownBy = evidence.map(
    ({ text, uri, line }) =>
      new DiagnosticRelatedInformation(new Location(uri, new Position(line - 1, 0)), pictured(text)),
  );
  const steps = trace.flatMap(({ file, line, column, message }) => {
    const uri = uriOf(file);
    if (uri === undefined) return [];
    return [
      new DiagnosticRelatedInformation(new Location(uri, placeOf({ line, column })), pictured(message)),
    ];
  });
  diagnostic.relatedInformation = [...shownBy, ...steps];
  return diagnostic;
}

/** Findings count lines and columns from 1. */
export const placeOf = ({ line, column }: { readonly line: number; readonly column: number }): Position =>
  new Position(line - 1, column - 1);

export const rangeOf = (at: {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}): Range => new Range(placeOf(at), placeOf({ line: at.endLine, column: at.endColumn }));

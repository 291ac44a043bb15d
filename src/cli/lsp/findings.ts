import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { escaped } from '../../core/report';
import type { LintFinding, LintFix, Severity } from '../../core/session/lint';
import { pictured } from '../../core/text';
import type { RuleLevel } from './settings';

export const SOURCE = 'closewait';

const OWN: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Information,
};
const CHOSEN: Readonly<Record<Exclude<RuleLevel, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What no program ever reaches is shown faded. */
const UNREACHABLE: ReadonlySet<string> = new Set(['unreachable-close']);

/** The address of a file by its path: as the editor spelled it, where it has the file open. */
export type UriOf = (path: string) => string;

export const uriOfPath = (path: string): string => pathToFileURL(path).href;

/** Lines and columns of findings count from 1, those of the protocol from 0; both columns in UTF-16 units. */
const placeOf = ({ line, column }: { readonly line: number; readonly column: number }): Position => ({
  line: line - 1,
  character: column - 1,
});

interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const rangeOf = (at: Stretch): Range => ({
  start: placeOf(at),
  end: placeOf({ line: at.endLine, column: at.endColumn }),
});

/** A finding with the way that proves it as its related places. */
export function diagnosticOf(
  finding: LintFinding,
  level: Exclude<RuleLevel, 'off'> | null,
  uriOf: UriOf,
): Diagnostic {
  const { rule, message, severity, trace } = finding;
  return {
    range: rangeOf(finding),
    severity: level === null ? OWN[severity] : CHOSEN[level],
    code: rule,
    source: SOURCE,
    message: pictured(message),
    ...(UNREACHABLE.has(rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: trace.map(({ file, line, column, message: step }) => ({
      location: {
        uri: uriOf(file),
        range: { start: placeOf({ line, column }), end: placeOf({ line, column }) },
      },
      message: pictured(step),
    })),
  };
}

/** The fixes of a finding, the best first. */
export const actionsOf = (finding: LintFinding, own: readonly Diagnostic[], uriOf: UriOf): CodeAction[] =>
  finding.fixes.map((fix, at) => ({
    title: pictured(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [...own],
    isPreferred: at === 0 && fix.kind === 'repair',
    edit: { changes: changesOf(fix, uriOf) },
  }));

function changesOf({ edits }: LintFix, uriOf: UriOf): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const uri = uriOf(edit.file);
    changes[uri] ??= [];
    changes[uri].push({ range: rangeOf(edit), newText: edit.newText });
  }
  return changes;
}

/** What is said of a finding where the pointer or cursor is: the message, why it matters, and the way through the code. */
export function hoverOf(finding: LintFinding, reason: string, uriOf: UriOf, markdown: boolean): string {
  const { rule, message, trace, file } = finding;
  const shown = markdown ? escaped : pictured;
  const steps = trace.map((step, at) => {
    const place = step.file === file ? `${step.line}` : `${step.file}:${step.line}`;
    const link = markdown ? `[${shown(place)}](${uriOf(step.file)}#L${step.line})` : place;
    return `${at + 1}. ${link} ${shown(step.message)}`;
  });
  const head = markdown ? `**${shown(message)}** (${rule})` : `${message} (${rule})`;
  return [head, shown(reason), steps.join('\n')].filter((part) => part !== '').join('\n\n');
}

import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  type Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { LintFinding } from '../../core/session/lint';
import { pictured } from '../../core/text';
import { rangeOf, SOURCE } from './diagnostics';
import { editOf } from './lint-commands';
import type { FindingAt, ShownFindings } from './shown-findings';

export const FIX_KINDS = [CodeActionKind.QuickFix];

/** The fixes of findings as quick fixes: repairs first, then the comment that silences. */
export class LintFixes implements CodeActionProvider {
  constructor(
    private readonly shown: ShownFindings,
    private readonly uriOf: (name: string) => Uri | undefined,
  ) {}

  provideCodeActions(document: TextDocument, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    const touched = this.shown
      .in(document)
      .filter(({ finding }) => rangeOf(finding).intersection(range) !== undefined);
    return silencingOnce(touched).flatMap((finding) => this.actionsOf(finding, diagnostics));
  }

  private actionsOf(finding: LintFinding, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const own = diagnostics.filter((each) => isAbout(each, finding));
    return finding.fixes.map((fix, at) => {
      const action = new CodeAction(pictured(fix.title), CodeActionKind.QuickFix);
      action.edit = editOf(fix, this.uriOf);
      action.diagnostics = own;
      action.isPreferred = at === 0 && fix.kind === 'repair';
      return action;
    });
  }
}

function isAbout({ source, code, range }: Diagnostic, finding: LintFinding): boolean {
  const rule = typeof code === 'object' ? code.value : code;
  return source === SOURCE && rule === finding.rule && range.isEqual(rangeOf(finding));
}

/** One comment silences a rule in a line, however many findings it has there. */
function silencingOnce(touched: readonly FindingAt[]): readonly LintFinding[] {
  const silenced = new Set<string>();
  return touched.map(({ finding }) => {
    const key = `${finding.rule} ${finding.line}`;
    const again = silenced.has(key);
    silenced.add(key);
    return again ? { ...finding, fixes: finding.fixes.filter(({ kind }) => kind !== 'suppress') } : finding;
  });
}

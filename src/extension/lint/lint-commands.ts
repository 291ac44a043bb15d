import { commands, Disposable, Selection, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { LintFix } from '../../core/session/lint';
import { placeOf, rangeOf } from './diagnostics';
import { ruleDocument } from './rule-documents';
import type { ShownFindings } from './shown-findings';

/** What the links of a hover run. They name a finding that is shown, and can do nothing that is not part of it. */
export const HOVER_COMMANDS = {
  step: 'closewait.goToLintStep',
  fix: 'closewait.applyLintFix',
  rule: 'closewait.showLintRule',
  /** Registered where captures are known. */
  connection: 'closewait.showConnection',
} as const;

export function registerHoverCommands(
  shown: ShownFindings,
  uriOf: (name: string) => Uri | undefined,
): Disposable {
  return Disposable.from(
    commands.registerCommand(HOVER_COMMANDS.step, async (uri: string, finding: number, step: number) => {
      const target = shown.finding(uri, finding)?.trace[step];
      const file = target && uriOf(target.file);
      if (target === undefined || file === undefined) return;
      const place = placeOf(target);
      await window.showTextDocument(file, { selection: new Selection(place, place) });
    }),
    commands.registerCommand(HOVER_COMMANDS.fix, async (uri: string, finding: number, fix: number) => {
      const open = workspace.textDocuments.find((each) => each.uri.toString() === uri);
      const current = open && shown.in(open).find(({ index }) => index === finding)?.finding.fixes[fix];
      if (current !== undefined) await workspace.applyEdit(editOf(current, uriOf));
    }),
    commands.registerCommand(HOVER_COMMANDS.rule, (rule: string) =>
      commands.executeCommand('vscode.open', ruleDocument(String(rule))),
    ),
  );
}

/** A fix as VS Code applies it. */
export function editOf({ edits }: LintFix, uriOf: (name: string) => Uri | undefined): WorkspaceEdit {
  const whole = new WorkspaceEdit();
  for (const { file, newText, ...at } of edits) {
    const uri = uriOf(file);
    if (uri !== undefined) whole.replace(uri, rangeOf(at), newText);
  }
  return whole;
}

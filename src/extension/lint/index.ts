import { commands, Disposable, type ExtensionContext, languages, workspace } from 'vscode';
import { extensionFiles, type Output } from '../workbench';
import { registerHoverCommands } from './lint-commands';
import { FIX_KINDS, LintFixes } from './lint-fixes';
import { LintHover } from './lint-hover';
import { LANGUAGE_IDS } from './lint-languages';
import { LintNames } from './lint-names';
import { WorkspaceLint } from './lint-workspace';
import { Linter } from './linter';
import { LiveLint } from './live-lint';
import { RuleDocuments } from './rule-documents';
import { RuleWords } from './rule-words';
import { ShownFindings } from './shown-findings';
import { WorkspaceSources } from './workspace-sources';

/** Set while the problems list holds what linting the workspace has found. */
const HAS_RESULTS = 'closewait.hasLintResults';

/** Settings that the worker, or what it has read, depends on. */
const OF_THE_WORKER = [
  'closewait.language',
  'closewait.lint.enabled',
  'closewait.lint.exclude',
  'closewait.lint.useIgnoreFiles',
  'closewait.lint.models',
  'closewait.lint.maxFiles',
  'closewait.lint.maxFileSize',
];

export { placeOf } from './diagnostics';
export { joinGlobs } from './globs';
export { HOVER_COMMANDS } from './lint-commands';
export { FAMILIES, fileLintName, LANGUAGE_IDS, LANGUAGES } from './lint-languages';
export { excludes, largestFile, searchExcludes } from './lint-settings';
export type { FindingEvidence, ShownEvidence } from './shown-findings';
export { withoutIgnored } from './workspace-ignores';

/** What the linter's side offers to others: its worker, and what that has read. */
export interface Lint {
  readonly linter: Linter;
  readonly names: LintNames;
  readonly sources: WorkspaceSources;
  readonly shown: ShownFindings;
  readonly disposable: Disposable;
}

/** The linter in the editor. No worker is started before a document of a language that is linted is open. */
export function registerLint(context: ExtensionContext, output: Output): Lint {
  const extension = extensionFiles(context.extensionUri);
  const names = new LintNames();
  const shown = new ShownFindings(names.uriOf);
  const linter = new Linter(extension, output);
  const sources = new WorkspaceSources(linter, names, (uri) => shown.deleted(uri));
  const live = new LiveLint(linter, names, sources, shown);
  const all = new WorkspaceLint(linter, sources, shown);
  const selector = LANGUAGE_IDS.map((language) => ({ language }));
  const disposable = Disposable.from(
    live,
    sources,
    linter,
    shown,
    RuleDocuments.register(extension),
    registerHoverCommands(shown, names.uriOf),
    languages.registerHoverProvider(selector, new LintHover(shown, names.uriOf, new RuleWords(linter))),
    languages.registerCodeActionsProvider(selector, new LintFixes(shown, names.uriOf), {
      providedCodeActionKinds: FIX_KINDS,
    }),
    commands.registerCommand('closewait.lintWorkspace', () => all.run()),
    commands.registerCommand('closewait.clearLintResults', () => all.clear()),
    shown.onDidChangeWorkspace(() => {
      void commands.executeCommand('setContext', HAS_RESULTS, shown.hasWorkspace());
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) shown.deletedUnder(uri);
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri } of files) shown.deletedUnder(oldUri);
    }),
    workspace.onDidChangeWorkspaceFolders(() => {
      void shown.refresh();
      linter.renew();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('closewait.lint')) void shown.refresh();
      if (OF_THE_WORKER.some((setting) => event.affectsConfiguration(setting))) {
        linter.renew();
        live.choose();
      }
    }),
  );
  return { linter, names, sources, shown, disposable };
}

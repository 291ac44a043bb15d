import {
  type CancellationToken,
  commands,
  l10n,
  type Progress,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type { LintResult } from '../../protocol';
import { FAMILIES } from './lint-languages';
import { mostFiles } from './lint-settings';
import type { LintRpc } from './lint-thread';
import type { Linter } from './linter';
import type { ShownFindings } from './shown-findings';
import type { WorkspaceSources } from './workspace-sources';

type Report = Progress<{ message?: string; increment?: number }>;

/** Lints every source of the workspace, as one program, when somebody asks for it. */
export class WorkspaceLint {
  private underWay = false;

  constructor(
    private readonly linter: Linter,
    private readonly sources: WorkspaceSources,
    private readonly shown: ShownFindings,
  ) {}

  async run(): Promise<void> {
    if (this.underWay) return;
    if ((workspace.workspaceFolders ?? []).length === 0) {
      void window.showInformationMessage(l10n.t('Open a folder to lint its files.'));
      return;
    }
    this.underWay = true;
    try {
      const options = {
        location: ProgressLocation.Notification,
        title: l10n.t('Linting the workspace'),
        cancellable: true,
      };
      const limited = await window.withProgress(options, (progress, token) => this.lint(progress, token));
      if (limited !== undefined) await this.tell(limited);
    } finally {
      this.underWay = false;
    }
  }

  /** undefined: cancelled, or the worker has ended, which the linter tells. */
  private async lint(progress: Report, token: CancellationToken): Promise<Summary | undefined> {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    progress.report({ message: l10n.t('reading files') });
    const rpc = await this.linter.rpc();
    if (rpc === undefined) return undefined;
    const cancelled = new Promise<undefined>((resolve) => {
      stop.signal.addEventListener('abort', () => resolve(undefined));
    });
    const readings = await Promise.race([
      Promise.all(FAMILIES.map((family) => this.sources.need(family))),
      cancelled,
    ]);
    if (readings === undefined) return undefined;
    const result = await lintAll(rpc, progress, stop.signal);
    if (result === undefined) return undefined;
    this.shown.setWorkspace(result.findings);
    return { result, limited: readings.some(({ limited }) => limited) };
  }

  private async tell({ result, limited }: Summary): Promise<void> {
    const { problems, files } = this.shown.count();
    const found =
      problems === 0
        ? l10n.t('No problems found in {0} files.', result.files)
        : l10n.t('Problems found: {0}, in {1} of {2} files.', problems, files, result.files);
    const unread = result.skipped.filter(({ line }) => line === null).length;
    const notes = [
      unread > 0 ? l10n.t('{0} files could not be read.', unread) : '',
      limited
        ? l10n.t('Only the first {0} files were looked at (closewait.lint.maxFiles).', mostFiles())
        : '',
    ];
    const message = [found, ...notes].filter((each) => each !== '').join(' ');
    const show = l10n.t('Show Problems');
    const chosen = await window.showInformationMessage(message, ...(problems > 0 ? [show] : []));
    if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
  }
}

interface Summary {
  readonly result: LintResult;
  readonly limited: boolean;
}

async function lintAll(rpc: LintRpc, progress: Report, signal: AbortSignal): Promise<LintResult | undefined> {
  let shown = 0;
  let ended = false;
  rpc.on('progress', ({ done, total }) => {
    if (ended || total === 0) return;
    const percent = (100 * done) / total;
    progress.report({ message: l10n.t('{0} of {1} files', done, total), increment: percent - shown });
    shown = percent;
  });
  try {
    return await rpc.ask('lintAll', {}, signal);
  } catch {
    return undefined;
  } finally {
    ended = true;
  }
}

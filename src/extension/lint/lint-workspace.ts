import {
  type CancellationToken,
  commands,
  l10n,
  type Progress,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type { LintSummary } from '../../protocol';
import { FAMILIES } from './lint-languages';
import { mostFiles } from './lint-settings';
import type { LintRpc } from './lint-thread';
import type { Linter } from './linter';
import type { ShownFindings } from './shown-findings';
import type { WorkspaceSources } from './workspace-sources';

type Report = Progress<{ message?: string; increment?: number }>;

/** A worker that ends while it lints the workspace is started again so often, each time without the file that it ended over. */
const MOST_ATTEMPTS = 10;

/** Lints every source of the workspace, as one program, on request. */
export class WorkspaceLint {
  private underWay = false;
  private cleared = 0;

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
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Linting the workspace'),
      cancellable: true,
    };
    try {
      const outcome = await window.withProgress(options, (progress, token) => this.lint(progress, token));
      // Not waited for: the message may stay there for long.
      if (outcome !== undefined) void this.tell(outcome);
    } finally {
      this.underWay = false;
    }
  }

  /** Forgets all results, those that are still arriving too. */
  async clear(): Promise<void> {
    this.cleared++;
    await this.shown.clearWorkspace();
  }

  /** undefined: cancelled, or the worker ended over and over, which the linter tells. */
  private async lint(progress: Report, token: CancellationToken): Promise<Outcome | undefined> {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const rpc = await this.linter.rpc();
      if (rpc === undefined || stop.signal.aborted) return undefined;
      try {
        return await this.attempt(rpc, progress, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        // A worker that is still there refuses; another one does not know of the request.
        if ((await this.linter.running()) === rpc) this.linter.abandon(messageOf(error));
      }
    }
    return undefined;
  }

  private async attempt(rpc: LintRpc, progress: Report, signal: AbortSignal): Promise<Outcome> {
    progress.report({ message: l10n.t('reading files') });
    const readings = await unlessAborted(
      Promise.all(FAMILIES.map((family) => this.sources.need(family))),
      signal,
    );
    const summary = await lintAll(rpc, progress, signal);
    const { cleared } = this;
    await this.shown.clearWorkspace();
    for (let part = 0; part < summary.parts && cleared === this.cleared; part++) {
      const { findings, skipped } = await rpc.ask('found', { part }, signal);
      this.shown.addWorkspace(findings);
      this.linter.tellSkipped(skipped);
    }
    return { summary, limited: readings.some(({ limited }) => limited) };
  }

  private async tell({ summary, limited }: Outcome): Promise<void> {
    const { problems, files } = this.shown.count();
    const unread = summary.skipped + this.linter.setAside.count;
    const found =
      problems === 0
        ? l10n.t('No problems found in {0} files.', summary.files)
        : l10n.t('Problems found: {0}, in {1} of {2} files.', problems, files, summary.files);
    const notes = [
      unread > 0
        ? l10n.t('{0} files could not be read, or not wholly; the output of Closewait names them.', unread)
        : '',
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

interface Outcome {
  readonly summary: LintSummary;
  readonly limited: boolean;
}

async function lintAll(rpc: LintRpc, progress: Report, signal: AbortSignal): Promise<LintSummary> {
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
  } finally {
    ended = true;
  }
}

/** Rejects as soon as the signal aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')));
    promise.then(resolve, reject);
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

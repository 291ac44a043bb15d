import { commands, type Disposable, EventEmitter, l10n, window } from 'vscode';
import type { ExtensionFiles } from '#host';
import type { LintSkip } from '../../core/session/lint';
import { type Trouble, WorkerSupervisor } from '../../host/supervision';
import { locale, type Output } from '../workbench';
import { largestFile, userModels } from './lint-settings';
import { type LintRpc, LintThread } from './lint-thread';
import { SetAside } from './set-aside';

const MODELS = 'closewait.lint.models';

/**
 * The worker that lints: started when it is first asked for, and again whenever it has ended or hung. The file that it
 * was looking at then is set aside until it changes.
 */
export class Linter implements Disposable {
  readonly setAside = new SetAside();
  private readonly supervisor: WorkerSupervisor<LintThread>;
  /** The one that was started last. */
  private thread: LintThread | undefined;
  private told = false;
  private complaint: string | undefined;
  private readonly renewed = new EventEmitter<void>();
  /** The next worker knows nothing of what was told before. */
  readonly onDidRenew = this.renewed.event;

  constructor(
    private readonly extension: ExtensionFiles,
    private readonly output: Output,
  ) {
    this.supervisor = new WorkerSupervisor(
      (died) => this.start(died),
      (trouble) => this.died(trouble),
    );
  }

  /** Waits while a worker is being started again. undefined: the extension is ending. */
  async rpc(): Promise<LintRpc | undefined> {
    return (await this.supervisor.worker())?.rpc;
  }

  /** The worker that is there, if any: what it does not know it need not forget. */
  async running(): Promise<LintRpc | undefined> {
    return (await this.supervisor.running())?.rpc;
  }

  /** Settings or folders have changed: it is started anew when it is asked for. */
  renew(): void {
    this.supervisor.renew();
    this.renewed.fire();
  }

  /** It does not answer as it should. */
  abandon(reason: string): void {
    this.supervisor.blame(reason);
  }

  /** What was not linted, or not wholly, is told in the output channel, each once. */
  tellSkipped(skipped: readonly LintSkip[]): void {
    for (const { file, reason } of skipped) this.output.once(`${file}: ${reason}`);
  }

  dispose(): void {
    this.supervisor.dispose();
    this.renewed.dispose();
  }

  private async start(died: (reason: string) => void): Promise<LintThread> {
    const configuration = { locale: locale(), largest: largestFile(), models: userModels() };
    this.thread = undefined;
    const thread = await LintThread.start(this.extension, configuration, died);
    this.thread = thread;
    void thread.problems.then((each) => this.complain(each));
    return thread;
  }

  /** The same complaint is made once, however often the worker is started. */
  private async complain([problem, ...others]: readonly string[]): Promise<void> {
    const known = this.complaint;
    this.complaint = problem;
    if (problem === undefined || problem === known) return;
    const more = others.length > 0 ? ` (+${others.length})` : '';
    const open = l10n.t('Open Settings');
    const message = `${MODELS}: ${problem}${more}`;
    const chosen = await window.showWarningMessage(message, open);
    if (chosen === open) await commands.executeCommand('workbench.action.openSettings', MODELS);
  }

  private died({ reason, restartIn }: Trouble): void {
    const file = this.thread?.atWork ?? null;
    const seconds = Math.ceil(restartIn / 1000);
    this.output.warn(l10n.t('The linter stopped: {0}. It is started again in {1} s.', reason, seconds));
    if (file !== null) {
      this.setAside.add(file);
      this.output.warn(l10n.t('{0} is not linted until it changes: the linter stopped over it.', file));
    }
    void this.tell(file);
    this.renewed.fire();
  }

  /** The first time a message says so; the output channel has all of them. */
  private async tell(file: string | null): Promise<void> {
    if (this.told) return;
    this.told = true;
    const show = l10n.t('Show Output');
    const message =
      file === null
        ? l10n.t('The linter stopped and is started again.')
        : l10n.t('The linter stopped over {0}, which is not linted until it changes.', file);
    if ((await window.showWarningMessage(message, show)) === show) this.output.show();
  }
}

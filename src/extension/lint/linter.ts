import { commands, type Disposable, EventEmitter, l10n, window } from 'vscode';
import type { ExtensionFiles } from '#host';
import { locale } from '../settings';
import { largestFile, userModels } from './lint-settings';
import { type LintRpc, LintThread } from './lint-thread';

/** A worker that ended by itself so often, within this time, is not started again. */
const MOST_DEATHS = 3;
const WITHIN_MS = 10 * 60_000;

const MODELS = 'closewait.lint.models';

/** The worker that lints: started when it is first asked for, and again when it ends by itself. */
export class Linter implements Disposable {
  private thread: Promise<LintThread> | undefined;
  private deaths: number[] = [];
  private told = false;
  private complaint: string | undefined;
  private disposed = false;
  private readonly renewed = new EventEmitter<void>();
  /** The next worker knows nothing of what was told before. */
  readonly onDidRenew = this.renewed.event;

  constructor(private readonly extension: ExtensionFiles) {}

  /** undefined: it ended by itself too often. */
  async rpc(): Promise<LintRpc | undefined> {
    if (this.disposed || this.hasGivenUp()) return undefined;
    const thread = this.thread ?? this.start();
    this.thread = thread;
    try {
      return (await thread).rpc;
    } catch (error) {
      if (this.thread === thread) this.died(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** The worker that is there, if any: what it does not know it need not forget. */
  async running(): Promise<LintRpc | undefined> {
    return (await this.thread?.catch(() => undefined))?.rpc;
  }

  /** Settings have changed, or nobody needs it any more: it is started anew when it is asked for. */
  renew(): void {
    const { thread } = this;
    this.thread = undefined;
    void thread?.then((each) => each.end()).catch(() => {});
    this.renewed.fire();
  }

  /** It does not answer, or not as it should. */
  abandon(reason: string): void {
    if (this.thread !== undefined) this.died(reason);
  }

  dispose(): void {
    this.disposed = true;
    void this.thread?.then((each) => each.end()).catch(() => {});
    this.renewed.dispose();
  }

  private start(): Promise<LintThread> {
    const configuration = { locale: locale(), largest: largestFile(), models: userModels() };
    const starting = LintThread.start(this.extension, configuration, (reason) => {
      if (this.thread === starting) this.died(reason);
    });
    void starting.then(({ problems }) => problems.then((each) => this.complain(each))).catch(() => {});
    return starting;
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

  private hasGivenUp(): boolean {
    const since = Date.now() - WITHIN_MS;
    this.deaths = this.deaths.filter((time) => time > since);
    return this.deaths.length >= MOST_DEATHS;
  }

  private died(reason: string): void {
    this.deaths.push(Date.now());
    void this.tell(reason);
    this.renew();
  }

  /** The first end is told, and the one after which nothing is started again. */
  private async tell(reason: string): Promise<void> {
    if (this.hasGivenUp()) {
      const again = l10n.t('Start Again');
      const message = l10n.t('The linter stopped unexpectedly several times and is off: {0}', reason);
      if ((await window.showErrorMessage(message, again)) !== again) return;
      this.deaths = [];
      this.renew();
    } else if (!this.told) {
      this.told = true;
      void window.showWarningMessage(
        l10n.t('The linter stopped unexpectedly and was started again: {0}', reason),
      );
    }
  }
}

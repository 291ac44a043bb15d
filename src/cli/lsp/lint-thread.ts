import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LintSkip } from '../../core/session/lint';
import type { Locale } from '../../core/words';
import { startWorker, type WorkerThread } from '../../host/node';
import { WorkerSupervisor, watchedThread } from '../../host/supervision';
import {
  Channels,
  type LintEvents,
  type LintHostRequests,
  type LintNews,
  type LintRequests,
  Rpc,
} from '../../protocol';
import type { Settings } from './settings';

export type LintRpc = Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>;

/** Starts what lints: a thread of its own; tests have it in theirs. */
export type StartThread = (root: string) => Promise<WorkerThread>;

/** The program that is installed at `root` runs its linter in a thread of its own. */
export const inThread: StartThread = (root) =>
  startWorker({ path: root, read: (path) => readFile(join(root, path)) }, 'lint-worker');

/** As many looks at a silent worker as in VS Code, see `watchedThread`. */
const BEATS = 4;
const STANDING = 12;

interface Running {
  readonly rpc: LintRpc;
  end(): void;
}

/** The worker that lints: started when it is first asked for, and again when it has ended; the file that did it is set aside. */
export class LintThread {
  private readonly supervisor: WorkerSupervisor<Running>;
  private atWork: string | null = null;
  /** Files over which the linter stopped, until they change. */
  readonly setAside = new Set<string>();

  /**
   * `tell` is told what a person should know. `renewed` is called when a worker has ended: the next one knows nothing of
   * what was told to it.
   */
  constructor(
    private readonly settings: Settings & { readonly locale: Locale },
    private readonly start: () => Promise<WorkerThread>,
    private readonly tell: (message: string) => void,
    renewed: () => void,
  ) {
    this.supervisor = new WorkerSupervisor<Running>(
      (died) => this.begin(died),
      ({ reason }) => {
        const file = this.atWork;
        if (file !== null) this.setAside.add(file);
        tell(stopped(reason, file));
        renewed();
      },
    );
  }

  /** undefined: the server is ending. */
  async rpc(): Promise<LintRpc | undefined> {
    return (await this.supervisor.worker())?.rpc;
  }

  /** Of what was not linted, or not wholly, each once. */
  tellSkipped(skipped: readonly LintSkip[]): void {
    for (const { file, reason } of skipped) this.once(`${file}: ${reason}`);
  }

  /** The worker refused what it was asked for: that nothing is shown then must not pass for nothing found. */
  tellRefused(reason: string): void {
    this.once(`not linted: ${reason}`);
  }

  dispose(): void {
    this.supervisor.dispose();
  }

  private readonly told = new Set<string>();

  private once(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.tell(message);
  }

  private async begin(died: (reason: string) => void): Promise<Running> {
    this.atWork = null;
    const thread = watchedThread(await this.start(), BEATS, STANDING);
    const rpc = new Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>(new Channels(thread).open(0), {
      extensionFile: () => Promise.reject(new Error('files are read by the worker')),
    });
    rpc.on('atWork', ({ path }) => {
      this.atWork = path;
    });
    const end = (): void => {
      rpc.close('the linter was stopped');
      thread.terminate();
    };
    thread.onDeath((reason) => {
      end();
      died(reason);
    });
    const { locale, largest, models } = this.settings;
    void rpc.ask('configure', { locale, largest, models }).then(
      (problems) => {
        for (const each of problems) this.once(`models: ${each}`);
      },
      () => undefined,
    );
    return { rpc, end };
  }
}

const stopped = (reason: string, file: string | null): string =>
  file === null
    ? `the linter stopped (${reason}) and is started again`
    : `the linter stopped (${reason}) over ${file}, which is not linted until it changes`;

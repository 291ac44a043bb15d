import { type ExtensionFiles, startWorker, type WorkerThread } from '#host';
import { watchedThread } from '../../host/supervision';
import {
  Channels,
  type LintConfiguration,
  type LintEvents,
  type LintHostRequests,
  type LintNews,
  type LintRequests,
  Rpc,
} from '../../protocol';

/** The extension host's own channel. */
const HOST = 0;
/** Looks at a worker that has work and stays silent before it counts as hung: 20 seconds. */
const BEATS = 4;
/**
 * Looks at a worker that lets messages in, but neither ends a file nor a request, before it counts as hung: a minute. A
 * file has 8 seconds.
 */
const STANDING = 12;

export type LintRpc = Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>;

/** One worker that lints, as the extension host holds it. */
export class LintThread {
  readonly rpc: LintRpc;
  /** What is wrong with the models in the settings, in words. */
  problems: Promise<readonly string[]> = Promise.resolve([]);
  /** As the worker said before it began. */
  private file: string | null = null;
  private ended = false;

  private constructor(
    private readonly thread: WorkerThread,
    extension: ExtensionFiles,
    died: (reason: string) => void,
  ) {
    this.rpc = new Rpc<LintRequests, LintHostRequests, LintNews, LintEvents>(
      new Channels(thread).open(HOST),
      {
        extensionFile: ({ path }) => extension.read(path),
      },
    );
    this.rpc.on('atWork', ({ path }) => {
      this.file = path;
    });
    thread.onDeath((reason) => {
      this.end();
      died(reason);
    });
  }

  /** Starts a worker. `died` is called once if it ends by itself, with the reason. */
  static async start(
    extension: ExtensionFiles,
    configuration: LintConfiguration,
    died: (reason: string) => void,
  ): Promise<LintThread> {
    const worker = watchedThread(await startWorker(extension, 'lint-worker'), BEATS, STANDING);
    const thread = new LintThread(worker, extension, died);
    thread.problems = thread.rpc.ask('configure', configuration).catch(() => []);
    return thread;
  }

  /** The file that the worker looks at. */
  get atWork(): string | null {
    return this.file;
  }

  /** Every request that waits for an answer gets an error. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.rpc.close('the linter was stopped');
    this.thread.terminate();
  }
}

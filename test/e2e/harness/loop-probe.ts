import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('test/e2e/harness/loop-probe.cjs');

/** A time that an event loop was held up. */
interface Block {
  /** When it ended, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds that the loop was late. */
  readonly late: number;
  /** Milliseconds of it that the loop's own thread had the processor. */
  readonly worked: number;
}

/**
 * Watches the event loop of VS Code's extension host, and that of a process beside it that does nothing. A machine with
 * other work makes both late. What the host does itself is told from it by processor time, and the idle process shows
 * how far that can be trusted.
 */
export class LoopProbe {
  private readonly folder = mkdtempSync(join(tmpdir(), 'closewait-probe-'));
  private readonly host = join(this.folder, 'host');
  private readonly idle = join(this.folder, 'idle');
  private readonly preloaded = join(this.folder, 'watch-host.cjs');
  private readonly beside: ChildProcess;

  constructor() {
    this.beside = spawn(process.execPath, ['-e', watching(this.idle)], { stdio: 'ignore' });
    writeFileSync(
      this.preloaded,
      `if (process.argv.includes('--type=extensionHost')) ${watching(this.host)}`,
    );
  }

  /** Flags for the Node of VS Code's server, which hands them to its extension host. */
  get nodeFlags(): readonly string[] {
    return ['--require', this.preloaded];
  }

  /** Milliseconds for which the host held up its loop by its own work, at most, since a time; less those of the idle process. */
  longestBlock(since: number): number {
    return longest(this.host, since) - longest(this.idle, since);
  }

  /** The longest blocks of both, for a person to read. */
  report(since: number): string {
    const told = [this.host, this.idle].map((file) => {
      const blocks = blocksIn(file, since).sort((a, b) => own(b) - own(a));
      return blocks
        .slice(0, 8)
        .map((block) => `${own(block)} ms (${block.late} ms late) after ${block.at - since} ms`);
    });
    return `host: ${told[0].join(', ')}; idle: ${told[1].join(', ')}`;
  }

  close(): void {
    this.beside.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const watching = (file: string): string =>
  `require(${JSON.stringify(PROGRAM)}).watch(${JSON.stringify(file)});`;

/** Of a loop's lateness, the part that its own thread made: it cannot be more than that thread worked. */
const own = ({ late, worked }: Block): number => Math.min(late, worked);

const longest = (file: string, since: number): number => Math.max(0, ...blocksIn(file, since).map(own));

function blocksIn(file: string, since: number): Block[] {
  if (!existsSync(file)) throw new Error('this event loop is not watched');
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const blocks = lines.map((line) => {
    const [at, late, worked] = line.split(' ').map(Number);
    return { at, late, worked };
  });
  return blocks.filter(({ at }) => at >= since);
}

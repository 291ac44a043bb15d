import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'closewait-node-'));
const running = new Set<ChildProcess>();
let built = 0;

/** A running program, which has said its first line. */
export interface Subject {
  readonly pid: number;
  /** The first line of its output, which is JSON. */
  readonly said: unknown;
  /** Whether it has ended by itself. */
  ended(): boolean;
  stop(): void;
}

/** Makes one file of a program for the Node that runs the tests. */
export function bundle(entry: string): string {
  const outfile = join(folder, `program-${built++}.mjs`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return outfile;
}

/** Starts a program, and waits for its first line. */
export async function start(program: string, ...args: string[]): Promise<Subject> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    pid: child.pid ?? 0,
    said: JSON.parse(line),
    ended: () => child.exitCode !== null,
    stop: () => {
      running.delete(child);
      child.kill('SIGKILL');
    },
  };
}

/** Ends what runs, and takes the built files away. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

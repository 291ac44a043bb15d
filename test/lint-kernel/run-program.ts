import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { BYSTANDER, ERRNO } from './programs';

/** A program that runs and serves on a port. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** The file that its other thread opens. */
  readonly bystander: string;
  /** All that it printed so far. */
  printed(): string;
}

/** Compiles a source file; says what is missing where there is no compiler. */
export function compile(source: string, program: string, flags: readonly string[] = []): void {
  try {
    execFileSync(
      source.endsWith('.cc') ? 'g++' : 'gcc',
      ['-O0', '-pthread', ...flags, '-o', program, source],
      { stdio: 'pipe' },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(
      'these tests compile C and C++: install gcc, g++ and libc6-dev (Debian, Ubuntu: apt-get install gcc g++ libc6-dev)',
    );
  }
}

/** Starts a program in a process group of its own, so that its children can be ended with it. */
export async function start(program: string): Promise<Running> {
  const bystander = program + BYSTANDER;
  const child = spawn(program, [bystander], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let text = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${program} ended before it served`)));
    child.stdout?.on('data', (data) => {
      text += data;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(Number(text.slice(0, end)));
    });
  });
  return { child, pid: child.pid ?? 0, port, bystander, printed: () => text };
}

/** Ends a program and all that it started. */
export function end({ pid }: Running): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Server-side sockets in CLOSE_WAIT on a port, as ss has them, whichever process holds them. */
export const closeWaits = (port: number): number =>
  execFileSync('ss', ['-Htan', 'state', 'close-wait', 'sport', '=', `:${port}`], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() !== '').length;

/** What a process has open, as the kernel names it. */
export const openFiles = ({ pid }: Running): readonly string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return [];
    }
  });

export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** The errno that a program was told, null where it spoke of none. */
export const errnoOf = ({ printed }: Running): number | null => {
  const found = ERRNO.exec(printed());
  return found === null ? null : Number(found[1]);
};

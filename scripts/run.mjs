// Runs programs for the other scripts.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a program to its end and resolves to its exit code; its output goes where ours goes, unless `quiet`. */
export function run(program, args, { cwd = ROOT, env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(program, args, { cwd, stdio, env: { ...process.env, ...env } });
    const output = [];
    child.stdout?.on('data', (part) => output.push(part));
    child.stderr?.on('data', (part) => output.push(part));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const failed = code !== 0;
      if (failed && quiet) process.stderr.write(Buffer.concat(output));
      resolve(signal === null ? code : 1);
    });
  });
}

/** Runs a program to its end; throws when it fails, after showing what it printed. */
export async function must(program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} failed (exit code ${code})`);
}

/** Runs a script of ours or of a package with the Node that runs this one. */
export const node = (args, options) => run(process.execPath, args, options);

/** The path of a program on PATH, or undefined. */
export function onPath(program) {
  const names = process.platform === 'win32' ? [`${program}.cmd`, `${program}.exe`] : [program];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find(existsSync);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The start of a script: prints an error as one line and exits with 1. */
export async function main(body) {
  try {
    await body(process.argv.slice(2));
  } catch (error) {
    console.error(`closewait: ${error.message}`);
    process.exitCode = 1;
  }
}

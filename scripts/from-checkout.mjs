#!/usr/bin/env node
// Runs the command line out of this checkout, built where it is not yet: what a pre-commit hook and a workflow's step start.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const CLI = join(ROOT, 'dist', 'cli.js');

/** Standard output is the command line's own: what npm says goes to standard error. */
const npm = (...args) => {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  console.error(
    `closewait: npm ${args.join(' ')} failed in ${ROOT}: ${error?.message ?? `exit code ${status}`}`,
  );
  process.exit(2);
};

if (!existsSync(CLI)) {
  // Installing builds, by the script `prepare`.
  if (existsSync(join(ROOT, 'node_modules', 'esbuild'))) npm('run', 'build');
  else npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
}
const { status, signal } = spawnSync(process.execPath, [CLI, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = signal === null ? (status ?? 2) : 2;

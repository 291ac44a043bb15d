import { readlinkSync } from 'node:fs';
import { spelledOut } from '../core/text';
import { run } from './run';
import { FileOutput, isFile } from './terminal/file-output';

/** The path of an open file on Linux, where /proc tells it (proc(5)). */
function nameOf(descriptor: number): string {
  try {
    const path = readlinkSync(`/proc/self/fd/${descriptor}`);
    return path.startsWith('/') ? path : 'standard output';
  } catch {
    return 'standard output';
  }
}

// A message that cannot be written changes nothing about the exit status.
process.stderr.on('error', () => undefined);

const environment = {
  stdin: process.stdin,
  stdout: isFile(process.stdout.fd) ? new FileOutput(process.stdout.fd) : process.stdout,
  stdoutName: () => nameOf(process.stdout.fd),
  stderr: process.stderr,
  variables: process.env,
};

run(environment, process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(
      `closewait: ${spelledOut(error instanceof Error ? (error.stack ?? error.message) : String(error), '\n')}\n`,
    );
    process.exitCode = 2;
  },
);

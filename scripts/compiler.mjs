// The compilers of C and C++ and the socket tables that the linter's programs are judged with.
import { must, onPath } from './run.mjs';

const NEEDED = { gcc: ['gcc', 'libc6-dev'], 'g++': ['g++'], ss: ['iproute2'] };

/** Brings gcc, g++ and ss where that is possible, else says what to install. */
export async function installCompiler(log = console.log) {
  if (missing().length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
    const packages = missing().flatMap((program) => NEEDED[program]);
    log(`Installing ${packages.join(', ')} for the tests (apt-get install) ...`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await must('apt-get', ['update', '-q'], { quiet: true, env });
    await must('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], {
      quiet: true,
      env,
    });
  }
  if (missing().length === 0) return;
  const packages = missing().flatMap((program) => NEEDED[program]);
  throw new Error(
    `no ${missing().join(', no ')} was found, which the tests in test/lint-kernel need: install it (Debian, Ubuntu: \`apt-get install ${packages.join(' ')}\`)`,
  );
}

const missing = () => Object.keys(NEEDED).filter((program) => onPath(program) === undefined);

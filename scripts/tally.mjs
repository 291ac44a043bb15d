// Runs the parts of a check one after the other, counts them, and never loses a failure.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node, ROOT, run } from './run.mjs';

const RESULTS = join(ROOT, 'test-results');

export class Tally {
  passed = 0;
  failed = 0;
  /** Names of what failed, in order. */
  failures = [];

  /** One check that passes or fails as a whole. */
  async check(name, program, args) {
    const started = Date.now();
    const code = await run(program, args);
    this.count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1, started);
  }

  /** The tests of one folder under test/, each counted. */
  async tests(folder) {
    const report = join(RESULTS, `${folder}.json`);
    mkdirSync(RESULTS, { recursive: true });
    rmSync(report, { force: true });
    const started = Date.now();
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await node(['node_modules/vitest/vitest.mjs', 'run', '--project', folder, ...reporters]);
    const { passed, failed } = countReport(report);
    // A test file that could not be loaded, or a run that broke down, has no failed test to count.
    this.count(`${folder} tests`, passed, code !== 0 && failed === 0 ? 1 : failed, started);
  }

  /** Prints what failed; the exit code tells it too. */
  finish() {
    for (const name of this.failures) console.log(`FAILED: ${name}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    if (this.failed > 0) process.exitCode = 1;
  }

  count(name, passed, failed, started) {
    this.passed += passed;
    this.failed += failed;
    if (failed > 0) this.failures.push(name);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const verdict = failed > 0 ? `${failed} FAILED, ${passed} passed` : `${passed} passed`;
    console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${verdict} (${seconds} s)`);
  }
}

/** Folders under test/ that hold tests, at any depth. */
export function testFolders() {
  const holdsTests = (folder) =>
    readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.test.ts'));
  return readdirSync(join(ROOT, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && holdsTests(join(ROOT, 'test', entry.name)))
    .map(({ name }) => name);
}

/** A skipped test has proved nothing: it counts as failed. */
function countReport(report) {
  if (!existsSync(report)) return { passed: 0, failed: 0 };
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests };
}

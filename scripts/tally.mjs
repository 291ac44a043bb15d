// Runs the parts of a check one after the other, counts them, and never loses a failure.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from './report.mjs';
import { node, ROOT, run } from './run.mjs';

const RESULTS = join(ROOT, 'test-results');
const NOTHING = { passed: 0, failed: 0, failures: [], flaky: [] };
/** Failed tests whose errors are repeated at the end; of more than these only the names. */
const ERRORS_TOLD = 5;

export class Tally {
  passed = 0;
  failed = 0;
  /** What failed, in order. */
  failures = [];
  /** Tests that passed only at their second attempt. */
  flaky = [];

  /** One check that passes or fails as a whole. */
  async check(name, program, args) {
    const started = Date.now();
    const code = await run(program, args);
    if (code !== 0) this.failures.push({ name, error: [] });
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
    const { passed, failed, failures, flaky } = existsSync(report) ? readReport(folder, report) : NOTHING;
    this.failures.push(...failures);
    this.flaky.push(...flaky);
    // A test file that could not be loaded, or a run that broke down, has no failed test to count.
    const broken = code !== 0 && failed === 0;
    if (broken && failures.length === 0) {
      this.failures.push({ name: `${folder} tests`, error: [`the run ended with exit code ${code}`] });
    }
    this.count(`${folder} tests`, passed, broken ? 1 : failed, started);
  }

  /** Prints what failed and what was flaky, so that the end of a log is enough to know; the exit code tells it too. */
  finish() {
    const { passed, failed, failures, flaky } = this;
    this.tell('flaky', flaky);
    this.tell('FAILED', failures);
    const again = flaky.length > 0 ? `, ${flaky.length} of them at the second attempt` : '';
    console.log(`\n${passed} passed${again}, ${failed} failed`);
    if (this.failed > 0) process.exitCode = 1;
  }

  tell(what, tests) {
    tests.forEach(({ name, error }, at) => {
      console.log(`${what}: ${name}`);
      if (at < ERRORS_TOLD) for (const line of error) console.log(`    ${line}`);
    });
  }

  count(name, passed, failed, started) {
    this.passed += passed;
    this.failed += failed;
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

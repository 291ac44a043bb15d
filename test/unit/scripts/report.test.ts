import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readReport } from '../../../scripts/report.mjs';
import { ROOT } from '../../../scripts/run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'closewait-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = `${ROOT}/test/page/page.test.ts`;
const ERROR = `AssertionError: \u001b[31mexpected 1 to be 2\u001b[39m
    at Proxy.assert (${ROOT}/node_modules/vitest/dist/index.js:1:2)
    at ${FILE}:12:34`;

interface Attempted {
  readonly status: string;
  readonly errors: readonly string[];
}

/** As vitest's JSON reporter writes it, in what is read of it. */
function reportOf(tests: readonly Attempted[], message = '') {
  const path = join(folder, 'report.json');
  const assertionResults = tests.map(({ status, errors }, at) => ({
    ancestorTitles: ['', 'filtering'],
    title: `test ${at}`,
    status,
    failureMessages: errors,
  }));
  const report = {
    numTotalTests: tests.length,
    numPassedTests: tests.filter(({ status }) => status === 'passed').length,
    testResults: [{ name: FILE, message, assertionResults }],
  };
  writeFileSync(path, JSON.stringify(report));
  return readReport('page', path);
}

test('a failed test is told with its project, file and suite, its error and its place', () => {
  const report = reportOf([
    { status: 'passed', errors: [] },
    { status: 'failed', errors: [ERROR, 'another of the second attempt'] },
  ]);
  expect(report).toEqual({
    passed: 1,
    failed: 1,
    failures: [
      {
        name: 'page › test/page/page.test.ts › filtering › test 1',
        error: ['AssertionError: expected 1 to be 2', 'at test/page/page.test.ts:12:34'],
      },
    ],
    flaky: [],
  });
});

test('one that passed at its second attempt is flaky, with the error of the first', () => {
  const { passed, failed, failures, flaky } = reportOf([{ status: 'passed', errors: [ERROR] }]);
  expect([passed, failed, failures]).toEqual([1, 0, []]);
  expect(flaky.map(({ error }) => error[0])).toEqual(['AssertionError: expected 1 to be 2']);
});

test('one that was skipped counts as failed', () => {
  const { failed, failures } = reportOf([{ status: 'skipped', errors: [] }]);
  expect(failed).toBe(1);
  expect(failures[0].error).toEqual(['it was skipped']);
});

test('a file that could not be loaded is told by its name', () => {
  const { failures } = reportOf([], 'Cannot find module ./gone\nimported from here');
  expect(failures).toEqual([
    {
      name: 'page › test/page/page.test.ts',
      error: ['Cannot find module ./gone', 'imported from here'],
    },
  ]);
});

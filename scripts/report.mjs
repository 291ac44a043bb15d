// Reads the report of one run of the tests: what failed and why, and what passed only at its second attempt.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './run.mjs';

/** Lines of an error that are shown, and how long each may be; the place in the test comes in addition. */
const LINES = 3;
const WIDTH = 200;

/** `report`: the path of what vitest's JSON reporter wrote for the tests of `folder`. */
export function readReport(folder, report) {
  const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: relative(ROOT, name) })),
  );
  const told = (test) => ({
    name: [folder, test.file, ...test.ancestorTitles.filter(Boolean), test.title].join(' › '),
    error: errorLines(test.failureMessages[0] ?? 'it was skipped'),
  });
  // A file that could not be loaded, or whose set-up failed, says so in a message of its own.
  const files = testResults.filter(({ message }) => message !== '');
  return {
    passed: numPassedTests,
    // A skipped test has proved nothing: it counts as failed.
    failed: numTotalTests - numPassedTests,
    failures: [
      ...files.map(({ name, message }) => ({
        name: `${folder} › ${relative(ROOT, name)}`,
        error: errorLines(message),
      })),
      ...tests.filter(({ status }) => status !== 'passed').map(told),
    ],
    // The errors of the first attempt stay with a test that passed then.
    flaky: tests
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(told),
  };
}

/** The first lines of an error, without colours, and the first line of ours in its stack. */
function errorLines(error) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals take for a colour begins with one.
  const plain = error.replace(/\u001b\[[0-9;]*m/g, '').replaceAll(`${ROOT}/`, '');
  const all = plain.split('\n').map((line) => line.trim());
  const stack = all.findIndex((line) => /^at /.test(line));
  const words = all.slice(0, stack < 0 ? undefined : stack).filter(Boolean);
  const place = all.find((line) => /^at .*\btest\//.test(line));
  const shown = words.slice(0, LINES).map((line) => line.slice(0, WIDTH));
  return place === undefined ? shown : [...shown, place.slice(0, WIDTH)];
}

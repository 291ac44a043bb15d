/** Of scripts, whose names say who runs them. */
const NAMES: readonly string[] = [
  ...['*.test.*', '*.spec.*', '*.e2e.*', '*.bench.*'],
  ...['test-*', '*-test.*', '*_test.*'],
];

/** Where tests, examples and benchmarks are, as people name them; patterns as in a `.gitignore`. */
export const TESTS_AND_EXAMPLES: readonly string[] = [
  ...['test', 'tests', '__tests__', 'spec', 'specs', 'e2e', '__mocks__'],
  ...['regress', 'unittest', 'unittests', 'fuzz', 'fuzzing'],
  ...['example', 'examples', 'demo', 'demos', 'bench', 'benchmark', 'benchmarks'],
]
  .map((folder) => `${folder}/`)
  .concat(NAMES);

/** Those of the patterns that are about folders: a server in `test-server.c` need not be a test. */
export const aboutC = (patterns: readonly string[]): readonly string[] =>
  patterns.filter((each) => !NAMES.includes(each));

/** Where tests, examples and benchmarks are, as people name them; patterns as in a `.gitignore`. */
export const TESTS_AND_EXAMPLES: readonly string[] = [
  ...['test', 'tests', '__tests__', 'spec', 'specs', 'e2e', '__mocks__'],
  ...['example', 'examples', 'demo', 'demos', 'bench', 'benchmark', 'benchmarks'],
]
  .map((folder) => `${folder}/`)
  .concat(['*.test.*', '*.spec.*', '*.e2e.*', '*.bench.*', 'test-*', '*-test.*', '*_test.*']);

import { defineConfig } from 'vitest/config';

/** Every `*.test.ts` of a folder belongs to the project of that folder: no list that can forget one. */
const project = (name: string, more = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], pool: 'threads' as const, ...more },
});

/** Tests that start programs: one at a time, and with patience. */
const slow = { pool: 'forks' as const, fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 };

/**
 * Tests that drive a browser: what they expect is waited for, however busy the machine is, and a test that fails is
 * tried once more. The end of `npm test` names those that needed it.
 */
const driven = {
  ...slow,
  testTimeout: 120_000,
  hookTimeout: 360_000,
  retry: 1,
  expect: { poll: { timeout: 20_000, interval: 50 } },
};

export default defineConfig({
  test: {
    projects: [
      // No answer depends on the clock: a test is only ever slow because the machine has other work.
      project('unit', { testTimeout: 60_000 }),
      project('kernel', slow),
      project('lint-kernel', slow),
      project('lint-node', slow),
      project('page', driven),
      project('package', slow),
      project('e2e', {
        ...driven,
        globalSetup: ['test/e2e/setup.ts'],
        setupFiles: ['test/e2e/harness/on-failure.ts'],
      }),
    ],
  },
});

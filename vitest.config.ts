import { defineConfig } from 'vitest/config';

/** Every `*.test.ts` of a folder belongs to the project of that folder: no list that can forget one. */
const project = (name: string, more = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], pool: 'threads' as const, ...more },
});

/** Tests that start programs: one at a time, and with patience. */
const slow = { pool: 'forks' as const, fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('kernel', slow),
      project('lint-kernel', slow),
      project('page', slow),
      project('package', slow),
      project('e2e', {
        ...slow,
        globalSetup: ['test/e2e/setup.ts'],
        setupFiles: ['test/e2e/harness/on-failure.ts'],
      }),
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** The page in a real browser: `npx vitest run --config test/page/vitest.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/page/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});

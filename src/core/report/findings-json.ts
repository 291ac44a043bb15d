import type { LintReport } from '../session/lint';

/** What `lint --format json` prints, which other programs rely on. */
export const findingsJson = ({ findings, files, skipped }: LintReport): object => ({
  findings,
  files,
  skipped: skipped.map(({ file, reason }) => ({ file, reason })),
});

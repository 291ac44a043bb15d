import type { LintReport } from '../session/lint';

/** What `lint --format json` prints, which other programs rely on. */
export const findingsJson = ({ findings, files, skipped }: LintReport): object => ({
  // A tier is for those who choose among findings.
  findings: findings.map(({ tier: _, ...finding }) => finding),
  files,
  skipped: skipped.map(({ file, reason }) => ({ file, reason })),
});

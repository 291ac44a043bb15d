import type { LintReport } from '../../core/session';

/** DESIGN section 6: what other programs rely on. */
export const findingsJson = ({ findings, files, skipped }: LintReport): object => ({
  findings,
  files,
  skipped: skipped.map(({ file, reason }) => ({ file, reason })),
});

import type { LintFinding, LintSkip } from '../../core/session/lint';
import type { LintPart } from '../../protocol';

/** Findings and skipped files of a part, at most, unless one file alone has more findings: VS Code takes 0.1 ms for each. */
const LARGEST_PART = 50;

/** Findings, which come file by file, and skipped files in parts that a receiver takes in within a few milliseconds. */
export function lintParts(
  findings: readonly LintFinding[],
  skipped: readonly LintSkip[],
): readonly LintPart[] {
  const parts: LintPart[] = [];
  for (let from = 0; from < findings.length; ) {
    const to = endOfPart(findings, from);
    parts.push({ findings: findings.slice(from, to), skipped: [] });
    from = to;
  }
  for (let from = 0; from < skipped.length; from += LARGEST_PART)
    parts.push({ findings: [], skipped: skipped.slice(from, from + LARGEST_PART) });
  return parts;
}

/** Where the last whole file ends that fits; the end of the first file where that one is too large. */
function endOfPart(findings: readonly LintFinding[], from: number): number {
  let end = from;
  while (end < findings.length) {
    let next = end + 1;
    while (next < findings.length && findings[next].file === findings[end].file) next++;
    if (next - from > LARGEST_PART && end > from) break;
    end = next;
  }
  return end;
}

import type { LintFinding, LintReport, LintStep } from '../../core/session';
import { spelledOut } from '../../core/text';
import type { Style, StyleName } from '../terminal/style';

const STYLES: Readonly<Record<LintFinding['severity'], StyleName>> = {
  error: 'red',
  warning: 'magenta',
  info: 'cyan',
  hint: 'cyan',
};
/** The compilers' word for what is no warning. */
const WORDS: Readonly<Record<LintFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** Findings as compilers print theirs, `file:line:column: warning: ... [rule]`, each with its path below it. */
export function findingsText({ findings, skipped }: LintReport, style: Style): string {
  const lines = findings.flatMap((finding) => [
    `${style.apply(place(finding), 'bold')} ${style.apply(`${WORDS[finding.severity]}:`, STYLES[finding.severity], 'bold')} ${spelledOut(finding.message)} [${finding.rule}]`,
    ...finding.trace.map(
      (step, at) => `${place(step)} ${style.apply('note:', 'dim')} (${at + 1}) ${spelledOut(step.message)}`,
    ),
  ]);
  lines.push(
    ...skipped.map(
      ({ file, reason }) =>
        `${spelledOut(file)}: ${style.apply('note:', 'dim')} skipped: ${spelledOut(reason)}`,
    ),
  );
  return lines.map((line) => `${line}\n`).join('');
}

const place = ({ file, line, column }: LintStep | LintFinding): string =>
  `${spelledOut(file)}:${line}:${column}:`;

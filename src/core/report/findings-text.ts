import { type LintFinding, type LintReport, type LintStep, skipSummary } from '../session/lint';
import { spelledOut } from '../text';
import type { Locale } from '../words';
import type { Style, StyleName } from './style';

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

/** Files that are named each; of more only the number is told. */
const MOST_NAMED = 10;

/** Findings as compilers print theirs, `file:line:column: warning: ... [rule]`, each with its path below it; then what was skipped. */
export function findingsText({ findings, skipped }: LintReport, style: Style, locale: Locale): string {
  const lines = findings.flatMap((finding) => [
    `${style.apply(place(finding), 'bold')} ${style.apply(`${WORDS[finding.severity]}:`, STYLES[finding.severity], 'bold')} ${spelledOut(finding.message)} [${finding.rule}]`,
    ...finding.trace.map(
      (step, at) => `${place(step)} ${style.apply('note:', 'dim')} (${at + 1}) ${spelledOut(step.message)}`,
    ),
  ]);
  const note = style.apply('note:', 'dim');
  const files = skipped.filter(({ line }) => line === null);
  if (files.length <= MOST_NAMED)
    lines.push(
      ...files.map(({ file, reason }) => `${spelledOut(file)}: ${note} skipped: ${spelledOut(reason)}`),
    );
  const summary = skipSummary(locale, skipped);
  if (summary !== null) lines.push(`closewait: ${note} ${spelledOut(summary)}`);
  return lines.map((line) => `${line}\n`).join('');
}

const place = ({ file, line, column }: LintStep | LintFinding): string =>
  `${spelledOut(file)}:${line}:${column}:`;

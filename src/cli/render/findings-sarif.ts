import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LintEdit, LintFinding, LintFix, LintReport } from '../../core/session';

const LEVELS: Readonly<Record<LintFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** SARIF 2.1.0 (OASIS): a result for each finding, its path as a code flow. */
export function findingsSarif({ findings, skipped }: LintReport, version: string): object {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'closewait', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: skipped.map(({ file, reason }) => ({
              level: 'note',
              message: { text: `${file}: ${reason}` },
            })),
          },
        ],
        results: findings.map((finding) => result(finding, rules)),
      },
    ],
  };
}

function result(finding: LintFinding, rules: readonly string[]): object {
  const { rule, severity, message, file, line, column, endLine, endColumn, trace, fixes } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const locations = trace.map((step) => ({
    location: {
      ...location(step.file, { startLine: step.line, startColumn: step.column }),
      message: { text: step.message },
    },
  }));
  const repairs = fixes.filter(({ kind }) => kind === 'repair');
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(file, region)],
    ...(locations.length > 0 ? { codeFlows: [{ threadFlows: [{ locations }] }] } : {}),
    ...(repairs.length > 0 ? { fixes: repairs.map(fixOf) } : {}),
  };
}

/** A fix object (SARIF 3.55): the replacements of each file together. */
function fixOf({ title, edits }: LintFix): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits.filter((edit) => edit.file === file).map(replacement),
    })),
  };
}

const replacement = ({ line, column, endLine, endColumn, newText }: LintEdit): object => ({
  deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
  insertedContent: { text: newText },
});

const location = (file: string, region: object) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) }, region },
});

/** Relative paths stay relative, so that a report can be read on another machine. */
const uriOf = (file: string): string =>
  isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join('/');

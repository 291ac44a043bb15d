// The step of a workflow, see action.yml: lints, annotates the changed lines, writes the summary and the SARIF report.
import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './run.mjs';

/** Findings that the summary lists; the report has all of them. */
const LISTED = 50;

/** What a workflow command takes in its properties and its message (docs.github.com, "Workflow commands"). */
const message = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text) => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** The levels of annotations, by those of SARIF. */
const LEVELS = { error: 'error', warning: 'warning', note: 'notice' };

/** The findings of a SARIF log. */
export const findingsIn = (log) =>
  log.runs.flatMap(({ results }) =>
    results.map(({ ruleId, level, message: { text }, locations: [{ physicalLocation }] }) => ({
      rule: ruleId,
      level: LEVELS[level] ?? 'notice',
      text,
      file: decodeURIComponent(physicalLocation.artifactLocation.uri),
      line: physicalLocation.region.startLine,
    })),
  );

/** The line by which a runner shows a finding at its place. */
export const annotation = ({ level, file, line, rule, text }) =>
  `::${level} file=${property(file)},line=${line},title=${property(rule)}::${message(text)}`;

/** Nothing in the text acts as Markdown or HTML. */
const shown = (text) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');

/** The page that a runner shows of the run. */
export function summary(findings) {
  if (findings.length === 0)
    return '### Closewait\n\nNo socket or descriptor is left open by the code that was linted.\n';
  const rows = findings
    .slice(0, LISTED)
    .map(({ file, line, rule, text }) => `| ${shown(file)}:${line} | ${shown(rule)} | ${shown(text)} |`);
  const more = findings.length > LISTED ? `\n${findings.length - LISTED} more are in the report.\n` : '';
  return `### Closewait: ${findings.length} findings\n\n| place | rule | |\n|---|---|---|\n${rows.join('\n')}\n${more}`;
}

/** Runs the step; returns its exit status: 0 or 1 as `lint`, 2 where nothing could be linted. */
export function step(variables) {
  const { LINT_PATH, LINT_CHANGED, LINT_TIER, LINT_FAIL, RUNNER_TEMP, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } =
    variables;
  const changed = LINT_CHANGED ? [`--changed=${LINT_CHANGED}`] : [];
  const args = [
    'lint',
    '--format',
    'sarif',
    '--tier',
    LINT_TIER || 'recommended',
    ...changed,
    '--',
    LINT_PATH || '.',
  ];
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts', 'from-checkout.mjs'), ...args],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 30,
    },
  );
  if (status !== 0 && status !== 1) return 2;
  const findings = findingsIn(JSON.parse(stdout));
  const report = join(RUNNER_TEMP || '.', 'closewait.sarif');
  writeFileSync(report, stdout);
  for (const finding of findings) console.log(annotation(finding));
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `sarif=${report}\nfindings=${findings.length}\n`);
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summary(findings));
  return LINT_FAIL === 'false' ? 0 : status;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = step(process.env);

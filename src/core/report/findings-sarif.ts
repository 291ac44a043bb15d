import type { LintEdit, LintFinding, LintFix, LintReport, LintSkip } from '../session/lint';
import { Fingerprints } from './fingerprints';

const LEVELS: Readonly<Record<LintFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};
/** What relative paths are relative to. */
const ROOT = 'SRCROOT';
/** What the fingerprint is called, with the number of the way in which it is made. */
export const FINGERPRINT = 'closewaitFinding/v2';
/** GitHub's code scanning takes no file with more. */
const MOST_RESULTS = 25_000;

/** A rule as a reader of the report sees it. */
export interface RuleText {
  readonly id: string;
  /** Why it is one. */
  readonly reason: string;
  /** Its document, in Markdown; null where the installation has none. */
  readonly document: string | null;
}

/** What a report is written with. */
export interface SarifContext {
  readonly version: string;
  readonly rules: readonly RuleText[];
  readonly places: FilePlaces;
}

/** Where the files of a report are, as the caller says who has them. */
export interface FilePlaces {
  /** The URI of the folder that relative ones count from, with its last slash. */
  readonly base: string;
  /** A file's URI: relative to the base where the file lies below it, else whole. */
  place(file: string): { readonly uri: string; readonly belowBase: boolean };
}

/** SARIF 2.1.0 (OASIS): a result for each finding, its path as a code flow. */
export function findingsSarif({ findings, files, skipped }: LintReport, context: SarifContext): object {
  const { version, rules, places } = context;
  const told = mostSevere(findings);
  const prints = new Fingerprints((file) => places.place(file).uri);
  const place = new Places(places);
  const ids = rules.map(({ id }) => id);
  const omitted = findings.length - told.length;
  const notes = [
    ...skipped.map((skip) => notification(skip, place)),
    ...(omitted > 0 ? [{ level: 'note', message: { text: `${omitted} findings are left out` } }] : []),
  ];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Closewait', semanticVersion: version, version, rules: rules.map(descriptor) },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { uri: places.base } },
        invocations: [
          {
            executionSuccessful: files > 0,
            toolExecutionNotifications: notes,
          },
        ],
        results: told.map((finding) => result(finding, ids, place, prints)),
      },
    ],
  };
}

/** What the tool did not look at (SARIF 3.58); its own failures are errors of the run, not of the code. */
const notification = ({ file, line, kind, reason }: LintSkip, place: Places): object => ({
  descriptor: { id: `skipped/${kind}` },
  level: kind.startsWith('failed') ? 'error' : 'note',
  message: { text: `${file}: ${reason}` },
  locations: [place.location(file, { startLine: line ?? 1 })],
});

const ORDER: readonly LintFinding['severity'][] = ['error', 'warning', 'info', 'hint'];

const mostSevere = (findings: readonly LintFinding[]): readonly LintFinding[] =>
  findings.length <= MOST_RESULTS
    ? findings
    : [...findings]
        .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
        .slice(0, MOST_RESULTS);

function descriptor({ id, reason, document }: RuleText): object {
  return {
    id,
    name: id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: firstSentence(reason) || id },
    fullDescription: { text: reason || id },
    help: { text: reason || id, ...(document === null ? {} : { markdown: document }) },
    properties: { tags: ['correctness', 'sockets'] },
  };
}

const firstSentence = (text: string): string => /^.*?[.。](?=\s|$)/.exec(text)?.[0] ?? text;

function result(finding: LintFinding, ids: readonly string[], place: Places, prints: Fingerprints): object {
  const { rule, severity, message, file, line, column, endLine, endColumn, trace, fixes } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const locations = trace.map((step) => ({
    location: {
      ...place.location(step.file, { startLine: step.line, startColumn: step.column }),
      message: { text: step.message },
    },
  }));
  const repairs = fixes.filter(({ kind }) => kind === 'repair');
  return {
    ruleId: rule,
    ...(ids.includes(rule) ? { ruleIndex: ids.indexOf(rule) } : {}),
    level: LEVELS[severity],
    message: { text: message },
    locations: [place.location(file, region)],
    partialFingerprints: { [FINGERPRINT]: prints.of(finding) },
    ...(locations.length > 0 ? { codeFlows: [{ threadFlows: [{ locations }] }] } : {}),
    ...(repairs.length > 0 ? { fixes: repairs.map((fix) => fixOf(fix, place)) } : {}),
  };
}

/** A fix object (SARIF 3.55): the replacements of each file together. */
function fixOf({ title, edits }: LintFix, place: Places): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: place.artifact(file),
      replacements: edits.filter((edit) => edit.file === file).map(replacement),
    })),
  };
}

const replacement = ({ line, column, endLine, endColumn, newText }: LintEdit): object => ({
  deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
  insertedContent: { text: newText },
});

/** Names of files in SARIF's form. */
class Places {
  constructor(private readonly places: FilePlaces) {}

  location = (file: string, region: object): object => ({
    physicalLocation: { artifactLocation: this.artifact(file), region },
  });

  artifact(file: string): object {
    const { uri, belowBase } = this.places.place(file);
    return belowBase ? { uri, uriBaseId: ROOT } : { uri };
  }
}

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { globOf } from '../../core/ignore';
import type { Style } from '../../core/report';
import { Baseline, findingsJson, findingsSarif, findingsText } from '../../core/report';
import {
  aboutC,
  isConfiguration,
  isScript,
  isSource,
  LIMITS,
  type LintOptions,
  type LintReport,
  LintSession,
  onlyTests,
  RULE_IDS,
  type Strictness,
  TESTS_AND_EXAMPLES,
} from '../../core/session/lint';
import { decodedSource, jsonText } from '../../core/text';
import type { Locale } from '../../core/words';
import { loadParsers, processorTime } from '../../host/node';
import type { Changed } from '../arguments';
import { changedSince, type FormerTexts } from '../changed-files';
import type { Environment } from '../environment';
import { asInputError, errorText, InputError, UsageError } from '../errors';
import { placesFrom } from '../file-places';
import { type FoundSource, findSources, foldersPassedOver } from '../find-sources';
import { Ignored } from '../ignored';
import { importedSources } from '../imported-sources';
import { modelsFrom } from '../read-models';
import { ruleTexts } from '../rule-texts';
import type { Output } from '../terminal/output';

/** What `closewait lint` works with. */
export interface LintContext {
  readonly environment: Environment;
  readonly paths: readonly string[];
  readonly format: string;
  readonly rules: NonNullable<LintOptions['rules']>;
  /** A JSON file of models. */
  readonly models: string | null;
  readonly strictness: Strictness;
  readonly noIgnore: boolean;
  /** Patterns of files that are linted at the strict tier only; null: what people call tests and examples. */
  readonly tests: readonly string[] | null;
  readonly baseline: string | null;
  readonly changed: Changed | null;
  /** The function whose intermediate language is asked for, instead of findings. */
  readonly printIr: string | null;
  readonly locale: Locale;
  readonly output: Output;
  readonly style: Style;
  readonly version: string;
}

/** What standard input is called in findings; it is read as C. */
const STANDARD_INPUT = '<stdin>.c';

/**
 * Lints files and folders together; true where something was found, be it a hint. Throws an InputError, after the report,
 * where a path is not there, or nothing could be read at all.
 */
export async function lint(context: LintContext): Promise<boolean> {
  const { environment, locale, rules, output, strictness } = context;
  refuseUnknown(rules);
  const models = context.models === null ? [] : modelsFrom(context.models, locale);
  const { paths, revision } = revisionIn(context);
  const ignored = context.noIgnore ? null : new Ignored();
  const found = findSources(
    paths.filter((path) => path !== '-'),
    ignored,
  );
  const isAside = asideIn(found, context.tests ?? TESTS_AND_EXAMPLES);
  // Other work on the machine must not decide what is followed to its end.
  const limits = { ...LIMITS, clock: processorTime };
  const session = new LintSession(
    await loadParsers(processorTime),
    locale,
    { rules, models, strictness, isAside },
    limits,
  );
  if (paths.includes('-')) session.set(STANDARD_INPUT, await readAll(environment.stdin));
  for (const { path, text } of importedSources(found)) session.setBeside(path, text);
  const before = revision === null ? null : former(session, found, changedSince(paths[0], revision));
  for (const source of found) addFile(session, source);
  const report = withoutKnown(session.lint(), [before, baselineFrom(context.baseline)]);
  if (context.printIr !== null) {
    await output.write(printed(session, context.printIr));
    return false;
  }
  await output.write(FORMATS[context.format](report, context));
  if (context.format === 'text') await output.write(aboutTests(found, isAside, context));
  const missing = found.filter((source) => source.missing === true);
  if (missing.length > 0) throw notThere(missing);
  if (report.files === 0) throw nothingRead(report, paths, ignored?.count ?? 0);
  return report.findings.length > 0;
}

function refuseUnknown(rules: LintContext['rules']): void {
  const [unknown] = Object.entries(rules).filter(([id]) => !RULE_IDS.includes(id));
  if (unknown === undefined) return;
  const [id, level] = unknown;
  throw new UsageError(
    `--rule ${id}=${level}: there is no rule "${id}"; rules are ${RULE_IDS.join(', ')}`,
    'lint',
  );
}

/** `--changed REV PATH` or `--changed PATH`: what is a path is not meant as a revision. */
function revisionIn({ paths, changed }: LintContext): { paths: readonly string[]; revision: string | null } {
  if (changed === null) return { paths, revision: null };
  const { revision, word } = changed;
  if (word === null || existsSync(word)) return { paths, revision: revision ?? 'HEAD' };
  const others = paths.filter((_, at) => at !== paths.indexOf(word));
  return { paths: others.length > 0 ? others : ['.'], revision: word };
}

/** What was found at a revision: the sources as they are, the changed ones as they were. */
function former(session: LintSession, found: readonly FoundSource[], texts: FormerTexts): Baseline {
  const placeOf = ({ path }: FoundSource): string => (existsSync(path) ? realpathSync(path) : path);
  for (const source of found) {
    const text = texts.get(placeOf(source));
    if (text === undefined) addFile(session, source);
    else if (text !== null) session.set(source.path, text);
  }
  const removed = [...texts].flatMap(([path, text]) =>
    text !== null && isSource(path) && !existsSync(path) ? [{ path, text }] : [],
  );
  for (const { path, text } of removed) session.set(path, text);
  const { findings } = session.lint();
  for (const { path } of removed) session.remove(path);
  return Baseline.of(findings, placesFrom(process.cwd()));
}

function baselineFrom(file: string | null): Baseline | null {
  if (file === null) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw asInputError(error, `--baseline ${file}`);
  }
  const baseline = Baseline.read(text, placesFrom(process.cwd()));
  if (baseline !== null) return baseline;
  throw new InputError(`--baseline ${file}: expected a report of closewait lint in JSON or SARIF`);
}

/** Each baseline sees all findings: it counts those that nothing tells apart. */
function withoutKnown(report: LintReport, baselines: readonly (Baseline | null)[]): LintReport {
  const fresh = baselines.map((each) => new Set(each?.without(report.findings) ?? report.findings));
  return { ...report, findings: report.findings.filter((each) => fresh.every((some) => some.has(each))) };
}

/** A function as the linter follows it; several of the same name, one after another. */
function printed(session: LintSession, name: string): string {
  const functions = session.irOf(name);
  if (functions.length === 0)
    throw new InputError(`--print-ir ${name}: no function of this name is followed in these files`);
  return functions.join('\n');
}

const FORMATS: Readonly<Record<string, (report: LintReport, context: LintContext) => string>> = {
  text: (report, { style, locale }) => findingsText(report, style, locale),
  json: (report) => `${jsonText(findingsJson(report), 2)}\n`,
  sarif: (report, { locale, version }) => {
    const context = { version, rules: ruleTexts(locale), places: placesFrom(process.cwd()) };
    return `${jsonText(findingsSarif(report, context), 2)}
`;
  },
};

/** Where everything is a test or an example, an empty report is no all-clear. */
function aboutTests(
  found: readonly FoundSource[],
  isAside: (path: string) => boolean,
  { strictness, locale, style }: LintContext,
): string {
  const sources = found.filter(({ path, skip }) => skip === null && isSource(path));
  if (strictness !== 'recommended' || sources.length === 0) return '';
  if (!sources.every(({ path }) => isAside(path))) return '';
  return `closewait: ${style.apply('note:', 'dim')} ${onlyTests(locale, sources.length)}\n`;
}

function addFile(session: LintSession, { path, skip, reason }: FoundSource): void {
  if (isConfiguration(path)) {
    addConfiguration(session, path, skip);
    return;
  }
  if (skip !== null) {
    session.skip(path, reason, skip);
    return;
  }
  try {
    session.set(path, decodedSource(readFileSync(path)));
  } catch (error) {
    session.skip(path, errorText(error));
  }
}

/** Whether a file is a test or an example, by its path from the folder that was named. */
function asideIn(found: readonly FoundSource[], patterns: readonly string[]): (path: string) => boolean {
  const isAside = globOf(patterns);
  const isAsideInC = mostAre(found, isAside) ? globOf(aboutC(patterns)) : isAside;
  const paths = new Set(
    found.flatMap(({ path, within }) =>
      within !== null && (isScript(path) ? isAside : isAsideInC)(within) ? [path] : [],
    ),
  );
  return (path) => paths.has(path);
}

/** Where most sources in C are called like tests, that is how their author calls programs. */
function mostAre(found: readonly FoundSource[], isAside: (path: string) => boolean): boolean {
  const sources = found.filter(({ path, within }) => within !== null && /\.(?:c|cc|cpp|cxx)$/i.test(path));
  return sources.filter(({ within }) => isAside(within ?? '')).length * 2 >= sources.length;
}

/** What cannot be read says nothing of where modules are; it is not what was asked about. */
function addConfiguration(session: LintSession, path: string, skip: FoundSource['skip']): void {
  if (skip !== null) return;
  try {
    session.set(path, decodedSource(readFileSync(path)));
  } catch {
    // It was there a moment ago.
  }
}

/** What is there was linted; a name that is mistyped must not pass for a clean file. */
function notThere([{ path, reason }, ...others]: readonly FoundSource[]): InputError {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return new InputError(`${path}: ${reason}${more}`);
}

/** An empty report must not pass for a clean one. */
function nothingRead({ skipped }: LintReport, paths: readonly string[], ignored: number): InputError {
  const [first] = skipped;
  if (first === undefined) {
    const folders = foldersPassedOver(paths);
    const left = [
      ...(ignored === 0 ? [] : ['what .gitignore leaves out (--no-ignore reads it)']),
      ...(folders.length === 0 ? [] : [`what is in ${folders.join(', ')}, which is never read in a folder`]),
    ].join(' and ');
    return new InputError(
      `${paths.join(', ')}: nothing to lint: no C, C++, TypeScript or JavaScript file found${left === '' ? '' : ` but ${left}`}`,
    );
  }
  const more = skipped.length > 1 ? ` (and ${skipped.length - 1} more)` : '';
  return new InputError(`nothing could be linted: ${first.file}: ${first.reason}${more}`);
}

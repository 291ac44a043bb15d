import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { Locale } from '../../core/explain';
import { isLintable, type LintOptions, type LintReport, LintSession } from '../../core/session';
import { jsonText } from '../../core/text';
import { loadParsers } from '../../host/node';
import type { Environment } from '../environment';
import { asInputError } from '../errors';
import { findingsJson } from '../render/findings-json';
import { findingsSarif } from '../render/findings-sarif';
import { findingsText } from '../render/findings-text';
import { ruleTexts } from '../rule-texts';
import type { Output } from '../terminal/output';
import type { Style } from '../terminal/style';

/** What `closewait lint` works with. */
export interface LintContext {
  readonly environment: Environment;
  readonly paths: readonly string[];
  readonly format: string;
  readonly rules: NonNullable<LintOptions['rules']>;
  readonly models: NonNullable<LintOptions['models']>;
  readonly locale: Locale;
  readonly output: Output;
  readonly style: Style;
  readonly version: string;
}

/** Folders that hold nobody's own sources. */
const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg']);
/** What standard input is called in findings; it is read as C. */
const STANDARD_INPUT = '<stdin>.c';

/** Lints files and folders together; true where something was found, be it a hint. */
export async function lint(context: LintContext): Promise<boolean> {
  const { environment, paths, locale, rules, models, output } = context;
  const session = new LintSession(await loadParsers(), locale, { rules, models });
  for (const path of paths)
    if (path === '-') session.set(STANDARD_INPUT, await readAll(environment.stdin));
    else for (const file of sourcesUnder(path)) addFile(session, file);
  const report = session.lint();
  await output.write(FORMATS[context.format](report, context));
  return report.findings.length > 0;
}

const FORMATS: Readonly<Record<string, (report: LintReport, context: LintContext) => string>> = {
  text: (report, { style }) => findingsText(report, style),
  json: (report) => `${jsonText(findingsJson(report), 2)}\n`,
  sarif: (report, { locale, version }) => {
    const context = { version, rules: ruleTexts(locale), folder: process.cwd() };
    return `${jsonText(findingsSarif(report, context), 2)}\n`;
  },
};

/** The file itself, or all sources in a folder, in order. */
function sourcesUnder(path: string): readonly string[] {
  try {
    return statSync(path).isDirectory() ? walk(path) : [path];
  } catch (error) {
    throw asInputError(error, path);
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return PASSED_OVER.has(entry.name) ? [] : walk(path);
      return entry.isFile() && isLintable(entry.name) ? [path] : [];
    });
}

function addFile(session: LintSession, file: string): void {
  try {
    session.set(file, readFileSync(file, 'utf8'));
  } catch (error) {
    const shown = asInputError(error, file);
    session.skip(file, shown instanceof Error ? shown.message : String(shown));
  }
}

import { type ConfigurationScope, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { SECTION } from '../workbench';

export type RuleSetting = 'off' | 'error' | 'warning' | 'information' | 'hint';

const RULE_SETTINGS: readonly unknown[] = [
  'off',
  'error',
  'warning',
  'information',
  'hint',
] satisfies RuleSetting[];

const settings = (scope?: ConfigurationScope) => workspace.getConfiguration(SECTION, scope ?? null);

/** Whether a document is linted, by the settings. */
export function isWanted(document: TextDocument): boolean {
  if (!isEnabled(document.uri, document.languageId)) return false;
  return !excludes(document).some((pattern) => languages.match({ pattern }, document) > 0);
}

/** Whether files of a language are linted in a place; the language's own settings count. */
export const isEnabled = (uri: Uri, languageId: string): boolean =>
  settings({ uri, languageId }).get('lint.enabled', true);

/** Globs of files that are not linted. */
export function excludes(scope: ConfigurationScope): readonly string[] {
  const patterns: unknown = settings(scope).get('lint.exclude');
  return Array.isArray(patterns) ? patterns.filter((each) => typeof each === 'string' && each !== '') : [];
}

/** Globs of files that VS Code's own search leaves out; `files.exclude` is heeded without being asked for. */
export function searchExcludes(scope: Uri): readonly string[] {
  const patterns: unknown = workspace.getConfiguration('search', scope).get('exclude');
  return Object.entries((patterns ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, chosen]) => chosen === true)
    .map(([pattern]) => pattern);
}

/** What rules are set to. Read once for each workspace folder: reading VS Code's configuration takes a third of a millisecond. */
export class RuleSettings {
  private readonly known = new Map<string, Readonly<Record<string, unknown>>>();

  /** What a rule is set to for a file; undefined: its own severity. */
  of(rule: string, file: Uri): RuleSetting | undefined {
    const chosen = this.rulesFor(file)[rule];
    return RULE_SETTINGS.includes(chosen) ? (chosen as RuleSetting) : undefined;
  }

  /** Settings or folders have changed. */
  forget(): void {
    this.known.clear();
  }

  private rulesFor(file: Uri): Readonly<Record<string, unknown>> {
    const folder = workspace.getWorkspaceFolder(file)?.uri;
    const key = folder?.toString() ?? '';
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const rules: unknown = settings(folder).get('lint.rules');
    const read = (rules ?? {}) as Readonly<Record<string, unknown>>;
    this.known.set(key, read);
    return read;
  }
}

/** Files that are read beside the open ones, at most. */
export const mostFiles = (): number => atLeastNothing(settings().get('lint.maxFiles'), 2000);

/** Bytes of a file that is read beside the open ones, at most. */
export const largestFile = (): number => 1024 * atLeastNothing(settings().get('lint.maxFileSize'), 1024);

const atLeastNothing = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

/** What is said of the project's own functions; the worker makes sense of it. */
export const userModels = (): unknown => settings().get('lint.models') ?? [];

import { type ConfigurationScope, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { globOf } from '../../core/ignore';
import {
  aboutC,
  isScript,
  isShown,
  STRICTNESSES,
  type Strictness,
  TESTS_AND_EXAMPLES,
} from '../../core/lint/tiers';
import type { LintFinding } from '../../core/session/lint';
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

/** What is set for a workspace folder. */
interface Chosen {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly strictness: Strictness;
  /** Whether a file is linted at the strict tier only. */
  readonly isAside: (file: Uri) => boolean;
}

/** What rules are set to. Read once for each workspace folder: reading VS Code's configuration takes a third of a millisecond. */
export class RuleSettings {
  private readonly known = new Map<string, Chosen>();

  /** What a finding is shown as; undefined: with its own severity. */
  of({ rule, tier }: Pick<LintFinding, 'rule' | 'tier'>, file: Uri): RuleSetting | undefined {
    const { rules, strictness, isAside } = this.chosenFor(file);
    const aside = tier === 'recommended' && isAside(file);
    if (aside && !isShown('strict', strictness)) return 'off';
    const chosen = rules[rule];
    if (RULE_SETTINGS.includes(chosen)) return chosen as RuleSetting;
    return isShown(tier, strictness) ? undefined : 'off';
  }

  /** Settings or folders have changed. */
  forget(): void {
    this.known.clear();
  }

  private chosenFor(file: Uri): Chosen {
    const folder = workspace.getWorkspaceFolder(file)?.uri;
    const key = folder?.toString() ?? '';
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const chosen = settings(folder);
    const rules: unknown = chosen.get('lint.rules');
    const tier: unknown = chosen.get('lint.tier');
    const read: Chosen = {
      rules: (rules ?? {}) as Readonly<Record<string, unknown>>,
      strictness: STRICTNESSES.find((each) => each === tier) ?? 'recommended',
      isAside: asideIn(chosen.get('lint.tests'), folder),
    };
    this.known.set(key, read);
    return read;
  }
}

/** Whether a file is a test or an example, by its path in its folder. */
function asideIn(chosen: unknown, folder: Uri | undefined): (file: Uri) => boolean {
  const patterns = Array.isArray(chosen)
    ? chosen.filter((each) => typeof each === 'string')
    : TESTS_AND_EXAMPLES;
  const [isAside, isAsideInC] = [globOf(patterns), globOf(aboutC(patterns))];
  return (file) =>
    folder !== undefined &&
    (isScript(file.path) ? isAside : isAsideInC)(workspace.asRelativePath(file, false));
}

/** Whether `.gitignore` files leave out files of the workspace that are not open. */
export const usesIgnoreFiles = (scope: Uri): boolean => settings(scope).get('lint.useIgnoreFiles', true);

/** Files that are read beside the open ones, at most. */
export const mostFiles = (): number => atLeastNothing(settings().get('lint.maxFiles'), 2000);

/** Bytes of a file that is read beside the open ones, at most. */
export const largestFile = (): number => 1024 * atLeastNothing(settings().get('lint.maxFileSize'), 1024);

const atLeastNothing = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

/** What is said of the project's own functions; the worker makes sense of it. */
export const userModels = (): unknown => settings().get('lint.models') ?? [];

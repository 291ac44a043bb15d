import { globOf } from '../../core/ignore';
import {
  aboutC,
  isScript,
  isShown,
  type LintFinding,
  STRICTNESSES,
  type Strictness,
  TESTS_AND_EXAMPLES,
} from '../../core/session/lint';
import { LOCALES, type Locale } from '../../core/words';

/** What a rule can be set to; the same words as in VS Code's settings. */
export type RuleLevel = 'off' | 'error' | 'warning' | 'information' | 'hint';

const LEVELS: readonly unknown[] = ['off', 'error', 'warning', 'information', 'hint'] satisfies RuleLevel[];

/** What an editor gave as `initializationOptions`: the names of VS Code's settings `closewait.lint.*`, and `locale`. */
export interface Settings {
  readonly locale: Locale | null;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly strictness: Strictness;
  readonly tests: readonly string[];
  /** What the project's own functions do; the linter makes sense of it. */
  readonly models: unknown;
  /** Files that are read beside the open ones, at most. */
  readonly mostFiles: number;
  /** Bytes of a file that is read beside the open ones, at most. */
  readonly largest: number;
  readonly useIgnoreFiles: boolean;
}

const MOST_FILES = 2000;
const LARGEST_KIB = 1024;

/** Reads what an editor gave, whatever that is: what is not understood is as if it were not said. */
export function readSettings(given: unknown): Settings {
  const { locale, rules, tier, tests, models, maxFiles, maxFileSize, useIgnoreFiles } = record(given);
  const levels = Object.entries(record(rules)).filter(([, level]) => LEVELS.includes(level));
  return {
    locale: LOCALES.find((each) => each === locale) ?? null,
    rules: Object.fromEntries(levels) as Readonly<Record<string, RuleLevel>>,
    strictness: STRICTNESSES.find((each) => each === tier) ?? 'recommended',
    tests: Array.isArray(tests) ? tests.filter((each) => typeof each === 'string') : TESTS_AND_EXAMPLES,
    models: models ?? [],
    mostFiles: atLeastNothing(maxFiles, MOST_FILES),
    largest: 1024 * atLeastNothing(maxFileSize, LARGEST_KIB),
    useIgnoreFiles: useIgnoreFiles !== false,
  };
}

/** What a finding is shown as; null: with its own severity. `within` is the file's path in its workspace folder, if any. */
export function levelOf(
  { rules, strictness, tests }: Settings,
  { rule, tier }: Pick<LintFinding, 'rule' | 'tier'>,
  within: string | null,
): RuleLevel | null {
  const aside = tier === 'recommended' && within !== null && isAside(tests, within);
  if (aside && !isShown('strict', strictness)) return 'off';
  return rules[rule] ?? (isShown(tier, strictness) ? null : 'off');
}

const isAside = (tests: readonly string[], within: string): boolean =>
  globOf(isScript(within) ? tests : aboutC(tests))(within);

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const atLeastNothing = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 ? value : otherwise;

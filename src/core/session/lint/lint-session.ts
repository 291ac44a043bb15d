import { NEVER, type StopSignal } from '../../bytes';
import {
  contained,
  LANGUAGES,
  LIMITS,
  type Limits,
  Linter,
  type LintRun,
  languagesWith,
  type Omission,
  omission,
  type Parsers,
  RULE_DESCRIPTIONS,
  type RuleFinding,
  readUserModels,
  type Severity,
  sayOfSource,
  type UserModel,
} from '../../lint';
import { isShown, type Strictness } from '../../lint/tiers';
import type { Locale } from '../../words';
import { skipReason } from './lint-skips';
import type { LintFinding, LintProgress, LintReport, LintSkip } from './lint-views';
import { LintWords } from './lint-words';
import { plainSource, zerosIn } from './plain-source';
import { chosenSeverity, tierOf } from './rule-choice';

export {
  type Clock,
  GRAMMARS,
  type Grammar,
  HeaderPaths,
  LIMITS,
  type Limits,
  type Parsers,
  relativeImports,
  type Severity,
  type SourceParser,
  type UserModel,
} from '../../lint';

/** What a person chose. */
export interface LintOptions {
  /** By rule: `off`, or the severity that its findings have instead of their own. */
  readonly rules?: Readonly<Record<string, 'off' | Severity>>;
  /** Which tiers are wanted; `recommended` where it is not said. */
  readonly strictness?: Strictness;
  /** Files of which findings are wanted only where someone is strict: tests and examples. */
  readonly isAside?: (path: string) => boolean;
  /** Rules that are off by themselves are on too: for a caller who turns rules off himself, as the editor does. */
  readonly everyRule?: boolean;
  /** What functions of the project do, see `readModels`. Taken when the session is made: others need another session. */
  readonly models?: readonly UserModel[];
  /** Told of the file that is looked at next, before that begins. */
  readonly atWork?: (path: string) => void;
}

/** A run that lets other work go on. */
export interface LintSteps {
  /** Lets other work run: resolves in a later macrotask. */
  readonly pause: () => Promise<void>;
  readonly signal?: StopSignal;
  /** Called before each pause. */
  readonly progress?: (progress: LintProgress) => void;
}

/** Larger files are tables that a program wrote. */
const LARGEST = 3_000_000;
/** Milliseconds of work between two pauses. */
const TURN = 15;
const NONE: readonly LintFinding[] = [];

/** Whether a path names a file that the linter reads. */
export const isLintable = (path: string): boolean => LANGUAGES.some((language) => language.reads(path));

/** Whether a path names a file that is no source and says something about them: where modules are. */
export const isConfiguration = (path: string): boolean => LANGUAGES.some((language) => language.heeds(path));

const MINIFIED = /\.min\.[cm]?js$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

/** Whether a path names a source of a language that is read, be it one that is passed over. */
export const isSource = (path: string): boolean => isLintable(path) || MINIFIED.test(path);

/** What keeps a file from being linted. */
function hindranceOf(
  path: string,
  text: string,
): 'language' | 'minified' | 'declarations' | 'large' | 'binary' | null {
  if (MINIFIED.test(path)) return 'minified';
  if (DECLARATIONS.test(path)) return 'declarations';
  if (!isLintable(path)) return 'language';
  if (text.length > LARGEST) return 'large';
  return zerosIn(text)?.binary === true ? 'binary' : null;
}

/** Models as settings or a file have them: those that are well-formed, and in words what is wrong with the others. */
export function readModels(
  value: unknown,
  locale: Locale,
): { readonly models: readonly UserModel[]; readonly problems: readonly string[] } {
  const { models, problems } = readUserModels(value);
  return { models, problems: problems.map(({ id, values }) => sayOfSource(locale, id, values)) };
}

/** The ids of all rules, in their order. */
export const RULE_IDS: readonly string[] = RULE_DESCRIPTIONS.map(({ id }) => id);

/**
 * Holds the sources of a workspace and lints them together. It remembers what it worked out: after an edit only what
 * depends on it is done again, and the result is the one that a new session of the same files would give.
 */
export class LintSession {
  private linter: Linter;
  private readonly words: LintWords;
  /** The texts as they are linted. */
  private readonly files = new Map<string, string>();
  /** What the linted files are read with. */
  private readonly beside = new Map<string, string>();
  private readonly skipped = new Map<string, LintSkip>();
  /** By the file: findings that could not be told. */
  private readonly untellable = new Map<string, readonly Omission[]>();
  private readonly told = new Map<string, readonly LintFinding[]>();
  /** Files whose findings have to be told anew. */
  private readonly untold = new Set<string>();
  private run: LintRun | null = null;

  constructor(
    private readonly parsers: Parsers,
    private readonly locale: Locale,
    private options: LintOptions = {},
    private readonly limits: Limits = LIMITS,
  ) {
    this.linter = new Linter(parsers, languagesWith(options.models ?? []), limits, options.atWork);
    this.words = new LintWords(locale, (file) => this.linter.textOf(file));
  }

  /** Adds a file, or replaces its text. Nothing is linted before the next `lint`. */
  set(path: string, text: string): void {
    if (isConfiguration(path)) {
      this.setBeside(path, text);
      return;
    }
    const hindrance = hindranceOf(path, text);
    if (hindrance !== null) {
      this.skip(path, hindrance === 'binary' ? this.aboutZeros(text) : null, hindrance);
      return;
    }
    this.skipped.delete(path);
    const own = plainSource(text);
    this.beside.delete(path);
    this.files.set(path, own);
    this.linter.set(path, own);
    this.run = null;
  }

  /** The same of a file that is not linted: the others may need what it says. */
  setBeside(path: string, text: string): void {
    if (text.length > LARGEST) return;
    this.remove(path);
    const own = plainSource(text);
    this.beside.set(path, own);
    this.linter.setBeside(path, own);
    this.run = null;
  }

  remove(path: string): void {
    this.skipped.delete(path);
    this.drop(path);
  }

  /** Notes a file or folder that could not be read, or was not meant to be; without a reason, in the words for its kind. */
  skip(path: string, reason: string | null, kind: LintSkip['kind'] = 'unreadable'): void {
    this.drop(path);
    this.skipped.set(path, { file: path, line: null, kind, reason: reason ?? skipReason(this.locale, kind) });
  }

  /**
   * Replaces what a person chose. The next report has findings and `changed` accordingly; code is looked at again only
   * where the models are others.
   */
  configure(options: LintOptions): void {
    const before = this.options.models ?? [];
    const models = options.models ?? [];
    this.options = options;
    for (const path of this.files.keys()) this.untold.add(path);
    if (JSON.stringify(models) === JSON.stringify(before)) return;
    this.linter = new Linter(this.parsers, languagesWith(models), this.limits, options.atWork);
    for (const [path, text] of this.files) this.linter.set(path, text);
    for (const [path, text] of this.beside) this.linter.setBeside(path, text);
    this.run = null;
  }

  /**
   * Findings of all files, in the order of paths and places. Cheap where little changed: what to show anew is in
   * `changed`, and `findingsIn` has each file's part.
   */
  lint(): LintReport {
    this.run ??= this.linter.run();
    for (let step = this.run.next(); ; step = this.run.next()) if (step.done) return this.report(step.value);
  }

  /**
   * The same in steps of a few milliseconds, so that a worker stays responsive over a whole workspace. Files may be set
   * and removed meanwhile, and `lint` be called: the run goes on with what is left. Resolves to null when the signal
   * aborts; what was worked out so far is kept, and the next run goes on from there.
   */
  async lintInSteps({ pause, signal = NEVER, progress }: LintSteps): Promise<LintReport | null> {
    for (;;) {
      if (signal.aborted) return null;
      this.run ??= this.linter.run();
      const began = Date.now();
      let step = this.run.next();
      while (!step.done && Date.now() - began < TURN) step = this.run.next();
      if (step.done) return this.report(step.value);
      progress?.(step.value);
      await pause();
    }
  }

  /** The findings in one file as of the last report. */
  findingsIn(path: string): readonly LintFinding[] {
    return this.told.get(path) ?? NONE;
  }

  /** The functions of a name in the linter's intermediate language, as of the last report. */
  irOf(name: string): readonly string[] {
    return this.linter.irOf(name);
  }

  /** What of a text keeps it from being one, and what to do. */
  private aboutZeros(text: string): string | null {
    const zeros = zerosIn(text);
    if (zeros === null) return null;
    const { count, line, column } = zeros;
    const values = { count: String(count), line: String(line), column: String(column) };
    return sayOfSource(this.locale, 'lint.skipped.zeros', values);
  }

  private drop(path: string): void {
    const wasThere = this.files.delete(path);
    if (!this.beside.delete(path) && !wasThere) return;
    this.linter.remove(path);
    this.words.forget(path);
    this.run = null;
  }

  private report(touched: ReadonlySet<string>): LintReport {
    this.run = null;
    for (const path of touched) this.untold.add(path);
    const changed = [...this.untold].filter((path) => this.tell(path)).sort();
    this.untold.clear();
    const omitted = [...this.files.keys()].sort().flatMap((path) => this.omittedIn(path));
    return {
      findings: [...this.told.keys()].sort().flatMap((path) => this.findingsIn(path)),
      files: this.files.size - omitted.filter(({ line }) => line === null).length,
      skipped: [...this.skipped.values(), ...omitted],
      changed,
    };
  }

  private omittedIn(path: string): readonly LintSkip[] {
    const omitted = [...this.linter.omissionsIn(path), ...(this.untellable.get(path) ?? [])];
    return omitted.map((each) => this.words.omission(each));
  }

  /** Whether what is told of a file is other than before. */
  private tell(path: string): boolean {
    const before = this.findingsIn(path);
    const failed: Omission[] = [];
    const findings = this.linter.findingsIn(path).flatMap((finding) => {
      const fail = (error: string): void => {
        failed.push(omission(path, finding.at, 'failed-function', '', error));
      };
      return contained(() => this.tellOne(finding), fail) ?? [];
    });
    if (failed.length === 0) this.untellable.delete(path);
    else this.untellable.set(path, failed);
    if (findings.length === 0) this.told.delete(path);
    else this.told.set(path, findings);
    return JSON.stringify(findings) !== JSON.stringify(before);
  }

  private tellOne(finding: RuleFinding): readonly LintFinding[] {
    const { file, rule } = finding;
    const { isAside, rules, strictness, everyRule } = this.options;
    const own = finding.tier ?? tierOf(rule);
    const aside = own === 'recommended' && isAside?.(file) === true;
    const tier = aside ? 'strict' : own;
    const wanted = everyRule === true ? 'all' : (strictness ?? 'recommended');
    // What is aside is not brought back by the level of a rule.
    if (aside && !isShown(tier, wanted)) return [];
    const severity = chosenSeverity(tier, finding.severity, rules?.[rule], wanted);
    return severity === 'off' || this.words.isSilenced(finding)
      ? []
      : [this.words.tell(finding, severity, tier)];
  }
}

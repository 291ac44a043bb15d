import { type Analysis, firstOfEach, Program } from './dataflow';
import {
  Allowance,
  contained,
  type IrFunction,
  isNamed,
  keepSame,
  type LoweredSource,
  type Omission,
  omission,
} from './ir';
import type { Around, Language, LintFile, Surroundings } from './languages';
import { Account, LIMITS, type Limits } from './limits';
import type { LintProgress, LintRun } from './linter';
import { inPlace, type PlacedFinding, placed } from './placed-finding';
import type { RuleFinding } from './rules';
import type { Parsers } from './syntax';

/** A file as it was lowered. */
interface LoweredFile {
  readonly file: LintFile;
  readonly key: unknown;
  /** As the language returned them. */
  readonly given: LoweredSource;
  readonly functions: readonly IrFunction[];
}

const NOTHING: LoweredSource = { functions: [], omitted: [] };

/** Lints the files of one language, and remembers what of it stays true when one of them is edited. */
export class LanguageLinter {
  private readonly files = new Map<string, LintFile>();
  /** Files that are read where others ask for them. */
  private readonly beside = new Map<string, LintFile>();
  private readonly lowered = new Map<string, LoweredFile>();
  private readonly account: Account;
  private readonly program: Program;
  private readonly findings = new WeakMap<IrFunction, readonly PlacedFinding[]>();
  /** Of functions that were not followed to their end, have too many findings, or on which analysis or a rule failed. */
  private readonly trouble = new WeakMap<IrFunction, readonly Omission[]>();
  /** By the file: that it has more findings than are shown. */
  private readonly crowded = new Map<string, Omission>();
  private readonly views = new Map<string, readonly RuleFinding[]>();
  /** Files whose findings have to be put together again. */
  private readonly stale = new Set<string>();
  /** By the file that findings speak of: other files that have such. */
  private readonly elsewhere = new Map<string, Set<string>>();
  private surroundings: Surroundings | undefined;

  constructor(
    private readonly parsers: Parsers,
    readonly language: Language,
    private readonly limits: Limits = LIMITS,
    private readonly atWork: (path: string) => void = () => {},
  ) {
    this.account = new Account(limits);
    this.program = new Program([], language.knowledge, (fn, work) =>
      this.account.spend(fn.id.file, 'function', work),
    );
  }

  set(file: LintFile): void {
    this.beside.delete(file.path);
    if (this.files.get(file.path)?.text !== file.text) this.files.set(file.path, file);
  }

  setBeside(file: LintFile): void {
    this.files.delete(file.path);
    if (this.beside.get(file.path)?.text !== file.text) this.beside.set(file.path, file);
  }

  remove(path: string): void {
    this.files.delete(path);
    this.beside.delete(path);
  }

  findingsIn(path: string): readonly RuleFinding[] {
    return this.views.get(path) ?? [];
  }

  /** What of a file nothing is claimed about, in the order of the source. */
  omissionsIn(path: string): readonly Omission[] {
    const lowered = this.lowered.get(path);
    if (lowered === undefined) return [];
    const functions = lowered.functions.flatMap((fn) =>
      (this.trouble.get(fn) ?? []).map((found) => ({ ...found, at: fn.at })),
    );
    const crowded = this.crowded.get(path);
    return onceEach([...lowered.given.omitted, ...functions, ...(crowded === undefined ? [] : [crowded])]);
  }

  /** The functions that a person means by a name, as they were lowered. */
  functionsNamed(name: string): readonly IrFunction[] {
    return [...this.lowered.values()].flatMap(({ functions }) =>
      functions.filter((fn) => isNamed(fn.id, name)),
    );
  }

  textOf(path: string): string | null {
    return this.lowered.get(path)?.file.text ?? null;
  }

  /** See `Linter.run`. */
  *run(): LintRun {
    yield* this.lower();
    const total = this.lowered.size;
    for (const analysis of this.program.settle(({ id }) => this.atWork(id.file))) {
      this.check(analysis);
      yield { stage: 'analysing', file: analysis.fn.id.file, done: total, total };
    }
    return this.present();
  }

  /** Lowers what has changed. */
  private *lower(): Generator<LintProgress, void> {
    for (const path of [...this.lowered.keys()])
      if (!this.files.has(path)) {
        this.lowered.delete(path);
        this.replace(path, []);
      }
    const files = inOrder(this.files.values());
    const around = this.language.surroundings(this.around(files), this.surroundings);
    this.surroundings = around;
    const keyOf = (file: LintFile): unknown =>
      contained(
        () => around.keyOf(file),
        () => undefined,
      );
    const due = files.filter((file) => {
      const known = this.lowered.get(file.path);
      return known?.file !== file || known.key !== keyOf(file);
    });
    for (const [done, file] of due.entries()) {
      this.atWork(file.path);
      const before = this.lowered.get(file.path);
      const given = this.lowerOne(around, file, before?.given);
      const functions = before === undefined ? given.functions : keepSame(before.functions, given.functions);
      this.lowered.set(file.path, { file, key: keyOf(file), given, functions });
      this.replace(file.path, functions);
      yield { stage: 'reading', file: file.path, done: done + 1, total: due.length };
    }
  }

  private around(linted: readonly LintFile[]): Around {
    const beside = [...this.beside.values()];
    const sources = beside.filter(({ path }) => this.language.reads(path));
    return {
      parsers: this.parsers,
      files: sources.length === 0 ? linted : inOrder([...linted, ...sources]),
      heeded: inOrder(beside.filter(({ path }) => this.language.heeds(path))),
      atWork: this.atWork,
      timeBeside: () => new Allowance(this.limits.clock, this.limits.file),
    };
  }

  /** An exception costs this file alone; nothing that was kept of it is trusted any more. */
  private lowerOne(around: Surroundings, file: LintFile, before?: LoweredSource): LoweredSource {
    let failure = '';
    this.account.open(file.path, file.text.length);
    const lowered = contained(
      () =>
        this.account.spend(file.path, 'file', (allowance) =>
          around.lower(this.parsers, file, allowance, before),
        ),
      (error) => {
        failure = error;
      },
    );
    return lowered ?? { ...NOTHING, omitted: [omission(file.path, null, 'failed-file', '', failure)] };
  }

  private replace(path: string, functions: readonly IrFunction[]): void {
    this.program.update(path, functions);
    this.stale.add(path);
    for (const other of this.elsewhere.get(path) ?? []) this.stale.add(other);
  }

  private check(analysis: Analysis): void {
    const { fn } = analysis;
    const trouble = this.findIn(analysis);
    const before = this.trouble.get(fn);
    if (trouble.length === 0) this.trouble.delete(fn);
    else this.trouble.set(fn, trouble);
    if (before !== undefined || trouble.length > 0) this.stale.add(fn.id.file);
  }

  /** Asks the rules; answers what keeps the findings of a function from being all that there are. */
  private findIn(analysis: Analysis): readonly Omission[] {
    const { fn, failure, complete, cut } = analysis;
    const subject = { fn, analysis, program: this.program.viewFor(fn) };
    let trouble = failure;
    const note = (error: string): void => {
      trouble ??= error;
    };
    const all = this.language.rules.flatMap((rule) => contained(() => rule.check(subject), note) ?? []);
    const found = firstFindings(all, MOST_FINDINGS);
    if (found.length > 0 || this.findings.has(fn)) {
      const functionsOf = (file: string) => this.lowered.get(file)?.functions ?? [];
      this.findings.set(
        fn,
        found.flatMap((finding) => contained(() => placed(finding, fn, functionsOf), note) ?? []),
      );
      this.stale.add(fn.id.file);
    }
    const { file, name } = fn.id;
    if (trouble !== null) return [omission(file, fn.at, 'failed-function', name, trouble)];
    return [
      ...(complete ? [] : [omission(file, fn.at, 'unfinished', name)]),
      ...(cut || found.length < all.length ? [omission(file, fn.at, 'many', name)] : []),
    ];
  }

  /** Puts the findings of files together again in which something changed. */
  private present(): ReadonlySet<string> {
    const changed = new Set(this.stale);
    for (const path of changed) {
      const found = (this.lowered.get(path)?.functions ?? []).flatMap((fn) => this.findings.get(fn) ?? []);
      for (const { elsewhere } of found)
        for (const other of elsewhere)
          this.elsewhere.set(other, (this.elsewhere.get(other) ?? new Set()).add(path));
      this.crowded.delete(path);
      if (this.lowered.has(path)) this.show(path, distinct(found.map(inPlace)));
      else this.views.delete(path);
    }
    this.stale.clear();
    return changed;
  }

  private show(path: string, findings: readonly RuleFinding[]): void {
    const told = firstFindings(findings, MOST_IN_FILE);
    this.views.set(path, told);
    if (told.length === findings.length) return;
    const shown = new Set(told);
    const first = findings.find((each) => !shown.has(each));
    this.crowded.set(path, omission(path, first?.at ?? null, 'many'));
  }
}

/** Of one function more are not told; one that a person wrote has fewer. */
const MOST_FINDINGS = 200;
/** And of one file. */
const MOST_IN_FILE = 5000;

/** As many findings as are told, in the order of the source: of each resource the first exits. */
function firstFindings(findings: readonly RuleFinding[], most: number): readonly RuleFinding[] {
  if (findings.length <= most) return findings;
  const opened = ({ resource }: RuleFinding): number => resource?.at.start ?? -1;
  const inSource = [...findings].sort((a, b) => a.at.start - b.at.start || opened(a) - opened(b));
  return firstOfEach(inSource, most, (each) => `${each.rule} ${opened(each)} ${each.resource?.name}`);
}

const inOrder = (files: Iterable<LintFile>): readonly LintFile[] =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

/** A function is lowered once for each configuration, and trouble with it is told once. */
function onceEach(omitted: readonly Omission[]): readonly Omission[] {
  const kept = new Map<string, Omission>();
  for (const each of omitted) {
    const key = `${each.at?.start} ${each.reason}`;
    if (!kept.has(key)) kept.set(key, each);
  }
  return [...kept.values()].sort((a, b) => (a.at?.start ?? -1) - (b.at?.start ?? -1));
}

/** Rules that may have something to say of several resources in one place. */
const OF_RESOURCES: ReadonlySet<string> = new Set(['missing-close', 'descriptor-inherited']);

/** A finding that several configurations share is one, with the shortest path; an acquisition has one for each exit. */
function distinct(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const kept = new Map<string, RuleFinding>();
  for (const finding of findings) {
    const { resource } = finding;
    const about = OF_RESOURCES.has(finding.rule) ? `${resource?.at.start} ${resource?.name}` : '';
    const key = `${finding.rule} ${finding.at.start} ${about}`;
    const known = kept.get(key);
    if (known === undefined || finding.trace.length < known.trace.length) kept.set(key, finding);
  }
  return [...kept.values()].sort((a, b) => a.at.start - b.at.start);
}

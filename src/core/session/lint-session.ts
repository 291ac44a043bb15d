import { hasWords, type Locale, say } from '../explain';
import {
  type Fix,
  fixesOf,
  LANGUAGES,
  type LintFile,
  lint,
  type Message,
  type Parsers,
  type RuleFinding,
  type Severity,
} from '../lint';
import { isSuppressed } from './lint-suppression';

export { GRAMMARS, type Grammar, type Parsers, type Severity, type SourceParser } from '../lint';

/** A place in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface LintStep {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A change that answers a finding; of several the best comes first. Edits do not overlap. */
export interface LintFix {
  /** `suppress` only silences the finding with a comment. */
  readonly kind: 'repair' | 'suppress';
  readonly title: string;
  readonly edits: readonly LintEdit[];
}

/** Replaces a range, which is empty where text is only inserted. Lines and columns as in a finding. */
export interface LintEdit {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}

export interface LintFinding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly message: string;
  /** What was acquired, and where; null for rules that are about no acquisition. */
  readonly resource: { readonly name: string; readonly acquiredBy: string; readonly line: number } | null;
  /** The path that proves it, from the acquisition to the place that is objected to. */
  readonly trace: readonly LintStep[];
  readonly fixes: readonly LintFix[];
}

export interface LintReport {
  readonly findings: readonly LintFinding[];
  readonly files: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** Larger files are tables that a program wrote. */
const LARGEST = 3_000_000;

/** Whether a path names a file that the linter reads. */
export const isLintable = (path: string): boolean => LANGUAGES.some((language) => language.reads(path));

/** Holds the sources of a workspace and lints them together. */
export class LintSession {
  private readonly files = new Map<string, string>();
  private readonly skipped = new Map<string, string>();

  constructor(
    private readonly parsers: Parsers,
    private readonly locale: Locale,
  ) {}

  /** Adds a file, or replaces its text. */
  set(path: string, text: string): void {
    this.skipped.delete(path);
    if (text.length > LARGEST) this.skip(path, 'too large');
    else if (text.includes('\0')) this.skip(path, 'not a text file');
    else this.files.set(path, text);
  }

  remove(path: string): void {
    this.files.delete(path);
    this.skipped.delete(path);
  }

  /** Notes a file that could not be read. */
  skip(path: string, reason: string): void {
    this.files.delete(path);
    this.skipped.set(path, reason);
  }

  /** Findings of all files, in the order of files and places. */
  lint(): LintReport {
    const files = [...this.files].map(([path, text]): LintFile => ({ path, text }));
    const texts = new Map(files.map(({ path, text }) => [path, new LineIndex(text)]));
    const findings = lint(this.parsers, files, LANGUAGES)
      .map((finding) => this.inWords(finding, texts))
      .filter(({ rule, file, line }) => !isSuppressed(rule, line, texts.get(file)?.lines ?? []));
    return {
      findings,
      files: files.length,
      skipped: [...this.skipped].map(([file, reason]) => ({ file, reason })),
    };
  }

  private inWords(finding: RuleFinding, texts: ReadonlyMap<string, LineIndex>): LintFinding {
    const at = (file: string, offset: number) => texts.get(file)?.position(offset) ?? { line: 1, column: 1 };
    const { rule, file, severity, resource } = finding;
    const end = at(file, finding.at.end);
    return {
      rule,
      file,
      ...at(file, finding.at.start),
      endLine: end.line,
      endColumn: end.column,
      severity,
      message: this.say(finding.message),
      resource:
        resource === null
          ? null
          : { name: resource.name, acquiredBy: resource.acquiredBy, line: at(file, resource.at.start).line },
      trace: finding.trace.map((step) => ({
        file: step.file,
        ...at(step.file, step.at.start),
        message: this.say(step.message),
      })),
      fixes: [...(finding.fixes ?? []), ...fixesOf(finding, texts.get(file)?.text ?? '')].map((fix) =>
        this.fixInWords(fix, at),
      ),
    };
  }

  private fixInWords(
    { kind, title, edits }: Fix,
    at: (file: string, offset: number) => { line: number; column: number },
  ): LintFix {
    return {
      kind,
      title: this.say(title),
      edits: edits.map(({ file, at: { start, end }, text }) => {
        const last = at(file, end);
        return { file, ...at(file, start), endLine: last.line, endColumn: last.column, newText: text };
      }),
    };
  }

  private say({ id, values }: Message): string {
    return hasWords(id) ? say(this.locale, id, values) : id;
  }
}

/** Where the lines of a text begin. */
class LineIndex {
  readonly lines: readonly string[];
  private readonly starts: number[] = [];

  constructor(readonly text: string) {
    this.lines = text.split('\n');
    let start = 0;
    for (const line of this.lines) {
      this.starts.push(start);
      start += line.length + 1;
    }
  }

  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }
}

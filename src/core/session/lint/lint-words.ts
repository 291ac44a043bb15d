import { type Fix, fixesOf, type Message, type Omission, type RuleFinding, sayOfSource } from '../../lint';
import type { Tier } from '../../lint/tiers';
import { type Position, TextLines } from '../../text';
import type { Locale } from '../../words';
import type { Severity } from '../lint';
import { skipReason } from './lint-skips';
import { Suppressions } from './lint-suppression';
import type { LintFinding, LintFix, LintSkip } from './lint-views';

/** What is derived from a text on demand. */
interface Lines {
  readonly text: string;
  readonly index: TextLines;
  suppressions: Suppressions | null;
}

/** Tells findings in words, with lines and columns. */
export class LintWords {
  private readonly lines = new Map<string, Lines>();

  /** `textOf` yields the text that the findings speak of. */
  constructor(
    private readonly locale: Locale,
    private readonly textOf: (file: string) => string,
  ) {}

  /** Whether a comment in the source silences a finding. */
  isSilenced({ rule, file, at }: RuleFinding): boolean {
    const lines = this.linesOf(file);
    lines.suppressions ??= new Suppressions(lines.text);
    return lines.suppressions.covers(rule, lines.index.position(at.start).line);
  }

  tell(finding: RuleFinding, severity: Severity, tier: Tier): LintFinding {
    const { rule, file, resource } = finding;
    const end = this.at(file, finding.at.end);
    return {
      rule,
      file,
      ...this.at(file, finding.at.start),
      endLine: end.line,
      endColumn: end.column,
      severity,
      tier,
      message: this.say(finding.message),
      resource:
        resource === null
          ? null
          : {
              name: resource.name,
              acquiredBy: resource.acquiredBy,
              line: this.at(file, resource.at.start).line,
            },
      trace: finding.trace.map((step) => ({
        file: step.file,
        ...this.at(step.file, step.at.start),
        message: this.say(step.message),
      })),
      fixes: [...(finding.fixes ?? []), ...fixesOf(finding, this.linesOf(file).text)].map((fix) =>
        this.fix(fix),
      ),
    };
  }

  /** What nothing is claimed about, and why. */
  omission({ file, at, reason, name, error }: Omission): LintSkip {
    const line = at === null ? null : this.at(file, at.start).line;
    const kind =
      reason === 'unreadable' && line === null
        ? sayOfSource(this.locale, 'lint.skipped.mostly')
        : skipReason(this.locale, reason);
    const why = error === '' ? kind : `${kind} (${error})`;
    const place = { line: String(line), name, why };
    const form = name === '' ? 'lint.skipped.line' : 'lint.skipped.function';
    return {
      file,
      line,
      kind: reason,
      reason: line === null ? why : sayOfSource(this.locale, form, place),
    };
  }

  private fix({ kind, title, edits }: Fix): LintFix {
    return {
      kind,
      title: this.say(title),
      edits: edits.map(({ file, at: { start, end }, text }) => {
        const last = this.at(file, end);
        return { file, ...this.at(file, start), endLine: last.line, endColumn: last.column, newText: text };
      }),
    };
  }

  private at(file: string, offset: number): Position {
    return this.linesOf(file).index.position(offset);
  }

  private linesOf(file: string): Lines {
    const text = this.textOf(file);
    const known = this.lines.get(file);
    if (known?.text === text) return known;
    const made: Lines = { text, index: new TextLines(text), suppressions: null };
    this.lines.set(file, made);
    return made;
  }

  /** Drops what was derived from a file's text. */
  forget(file: string): void {
    this.lines.delete(file);
  }

  private say({ id, values }: Message): string {
    return sayOfSource(this.locale, id, values);
  }
}

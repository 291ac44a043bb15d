import {
  Hover,
  type HoverProvider,
  l10n,
  MarkdownString,
  type Position,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import type { LintFinding } from '../../core/session';
import { baseName } from '../file-name';
import { rangeOf } from './diagnostics';
import { HOVER_COMMANDS } from './lint-commands';
import { code, commandLink, plain } from './markdown';
import type { RuleWords } from './rule-words';
import type { FindingAt, ShownFindings } from './shown-findings';

/** Characters of a line of code that a step shows. */
const LONGEST_EXCERPT = 60;

/** Under the message, which VS Code shows: the way that proves it, why it matters, what can be done. */
export class LintHover implements HoverProvider {
  constructor(
    private readonly shown: ShownFindings,
    private readonly uriOf: (name: string) => Uri | undefined,
    private readonly words: RuleWords,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const here = this.shown.in(document).filter(({ finding }) => rangeOf(finding).contains(position));
    if (here.length === 0) return undefined;
    const contents = await Promise.all(here.map((each) => this.contentsOf(document, each)));
    return new Hover(contents, rangeOf(here[0].finding));
  }

  private async contentsOf({ uri }: TextDocument, at: FindingAt): Promise<MarkdownString> {
    const { rule, fixes } = at.finding;
    const words = await this.words.of(rule);
    const parts = [
      `**${plain(rule)}**${words === '' ? '' : `  \n${plain(words)}`}`,
      at.finding.trace.map((_, step) => `${step + 1}. ${this.step(uri, at, step)}`).join('\n'),
      fixes
        .map((fix, index) => commandLink(fix.title, HOVER_COMMANDS.fix, uri.toString(), at.index, index))
        .join('  \n'),
      `${commandLink(l10n.t('Learn more'), HOVER_COMMANDS.rule, rule)} · ${l10n.t('Silence it with {0}', code(`// closewait-ignore-next-line ${rule}: …`))}`,
    ];
    const contents = new MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
    contents.isTrusted = { enabledCommands: Object.values(HOVER_COMMANDS) };
    return contents;
  }

  private step(uri: Uri, { finding, index }: FindingAt, at: number): string {
    const step = finding.trace[at];
    const file = this.uriOf(step.file);
    const other = file === undefined || file.toString() === uri.toString() ? '' : `${baseName(file.path)}:`;
    const place = other === '' ? l10n.t('line {0}', step.line) : `${other}${step.line}`;
    const link = commandLink(place, HOVER_COMMANDS.step, uri.toString(), index, at);
    return `${link}: ${plain(step.message)}${excerpt(file, step)}`;
  }
}

/** The line that a step speaks of, as it stands in an open document. */
function excerpt(file: Uri | undefined, { line }: LintFinding['trace'][number]): string {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file?.toString());
  if (open === undefined || line > open.lineCount) return '';
  const text = open.lineAt(line - 1).text.trim();
  return `  \n${code(text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text)}`;
}

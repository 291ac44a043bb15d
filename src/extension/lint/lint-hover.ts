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
import type { LintStep } from '../../core/session/lint';
import { baseName } from '../workbench';
import { rangeOf } from './diagnostics';
import { HOVER_COMMANDS } from './lint-commands';
import { code, commandLink, plain } from './markdown';
import type { RuleWords } from './rule-words';
import type { FindingAt, ShownFindings } from './shown-findings';

/** Characters of a line of code that a step shows. */
const LONGEST_EXCERPT = 70;

/** How long a hover waits for the connections that show the effect of what it tells: the first time sources are read. */
const PATIENCE_MS = 500;

/**
 * Under the message and the steps, which VS Code shows by itself: what can be done, why it matters, and the way
 * through the code that proves it.
 */
export class LintHover implements HoverProvider {
  constructor(
    private readonly shown: ShownFindings,
    private readonly uriOf: (name: string) => Uri | undefined,
    private readonly words: RuleWords,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const here = this.shown.in(document).filter(({ finding }) => rangeOf(finding).contains(position));
    if (here.length === 0) return undefined;
    await Promise.race([this.shown.learnEvidence(document), passed(PATIENCE_MS)]);
    const contents = await Promise.all(here.map((each) => this.contentsOf(document.uri, each)));
    return new Hover(contents, rangeOf(here[0].finding));
  }

  private async contentsOf(uri: Uri, { finding, index }: FindingAt): Promise<MarkdownString> {
    const { rule, fixes, trace } = finding;
    const link = (label: string, command: string, at: number) =>
      commandLink(label, command, uri.toString(), index, at);
    const fixLinks = fixes.map(({ title }, at) => link(title, HOVER_COMMANDS.fix, at));
    const learn = commandLink(l10n.t('Learn more about {0}', rule), HOVER_COMMANDS.rule, rule);
    const steps = trace.map((step, at) => {
      const file = this.uriOf(step.file);
      const here = file === undefined || file.toString() === uri.toString();
      const place = here ? l10n.t('line {0}', step.line) : `${baseName(file.path)}:${step.line}`;
      return `${at + 1}. ${link(place, HOVER_COMMANDS.step, at)} ${excerpt(file, step)}`;
    });
    const shownBy = this.shown
      .evidenceOf(finding)
      .map((each) =>
        commandLink(each.text, HOVER_COMMANDS.connection, each.uri.toString(), each.connection, each.index),
      );
    const parts = [
      shownBy.join('\n\n'),
      fixLinks.join(' · '),
      plain(await this.words.of(rule)),
      steps.join('\n'),
      learn,
    ];
    const contents = new MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
    contents.isTrusted = { enabledCommands: Object.values(HOVER_COMMANDS) };
    return contents;
  }
}

/** The line that a step speaks of, as it stands in an open document; else what is said of it. */
function excerpt(file: Uri | undefined, { line, message }: LintStep): string {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file?.toString());
  if (open === undefined || line > open.lineCount) return plain(message);
  const text = open.lineAt(line - 1).text.trim();
  return code(text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text);
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

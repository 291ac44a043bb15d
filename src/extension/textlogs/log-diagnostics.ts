import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import type { LogProblem } from '../../core/session/log';
import { pictured } from '../../core/text';
import { debounce } from '../workbench';
import type { TextLogs } from './text-log';

const SETTLE_MS = 400;

const SEVERITY: Readonly<Record<LogProblem['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** The findings of logs in text editors, at the lines that show them. */
export class LogDiagnostics {
  private readonly shown = languages.createDiagnosticCollection('closewait.log');
  private readonly changed = new Set<TextDocument>();
  private readonly settled = debounce(() => this.refresh(), SETTLE_MS);

  constructor(private readonly logs: TextLogs) {}

  register(): Disposable {
    for (const document of workspace.textDocuments) this.look(document);
    return Disposable.from(
      this.shown,
      workspace.onDidOpenTextDocument((document) => this.look(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.look(document)),
      workspace.onDidCloseTextDocument((document) => {
        this.logs.closed(document);
        this.shown.delete(document.uri);
      }),
      new Disposable(() => this.settled.cancel()),
    );
  }

  look(document: TextDocument): void {
    if (!this.logs.has(document)) return;
    this.changed.add(document);
    this.settled.call();
  }

  private refresh(): void {
    const changed = [...this.changed];
    this.changed.clear();
    for (const document of changed) void this.show(document);
  }

  private async show(document: TextDocument): Promise<void> {
    const problems = await this.logs.of(document)?.ask('logProblems', {});
    if (problems === undefined || document.isClosed) return;
    this.shown.set(
      document.uri,
      problems.map((problem) => diagnosticOf(document, problem)),
    );
  }
}

function diagnosticOf(
  document: TextDocument,
  { line, id, severity, message, related }: LogProblem,
): Diagnostic {
  const rangeOf = (one: number) => document.lineAt(Math.min(one, document.lineCount) - 1).range;
  const diagnostic = new Diagnostic(rangeOf(line), pictured(message), SEVERITY[severity]);
  diagnostic.source = 'Closewait';
  if (id !== '') diagnostic.code = id;
  diagnostic.relatedInformation = related.map(
    (one) =>
      new DiagnosticRelatedInformation(new Location(document.uri, rangeOf(one.line)), pictured(one.text)),
  );
  return diagnostic;
}

import {
  CodeLens,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  l10n,
  MarkdownString,
  Position,
  Range,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import type { LogPosition, TokenKind } from '../../core/session/log';
import { pictured } from '../../core/text';
import { isTooLarge, type TextLogs } from './text-log';

/** As package.json contributes them. */
const TYPES: Readonly<Record<TokenKind, string>> = {
  connection1: 'tcpConnection1',
  connection2: 'tcpConnection2',
  connection3: 'tcpConnection3',
  connection4: 'tcpConnection4',
  connection5: 'tcpConnection5',
  connection6: 'tcpConnection6',
  opening: 'tcpOpening',
  open: 'tcpOpen',
  closing: 'tcpClosing',
  halfClosed: 'tcpHalfClosed',
  stuck: 'tcpStuck',
  closed: 'tcpClosed',
  reset: 'tcpReset',
};

export const LEGEND = new SemanticTokensLegend(Object.values(TYPES));

/** Lines over which connections are told; more of them would hide the log. */
const MOST_LENSES = 200;

/** What a text editor shows of a log, as the worker tells it. */
export class LogFeatures {
  constructor(private readonly logs: TextLogs) {}

  async provideDocumentRangeSemanticTokens(document: TextDocument, range: Range) {
    const lines = await this.lines(document, range);
    if (lines === undefined) return undefined;
    const builder = new SemanticTokensBuilder(LEGEND);
    for (const { line, tokens } of lines)
      for (const { start, length, kind } of tokens)
        builder.push(new Range(line - 1, start, line - 1, start + length), TYPES[kind]);
    return builder.build();
  }

  async provideInlayHints(document: TextDocument, range: Range): Promise<InlayHint[]> {
    const lines = (await this.lines(document, range)) ?? [];
    return lines.flatMap(({ line, hint, note }) => {
      if (hint === '' || line > document.lineCount) return [];
      const shown = new InlayHint(document.lineAt(line - 1).range.end, pictured(hint));
      shown.paddingLeft = true;
      if (note !== '') shown.tooltip = pictured(note);
      return [shown];
    });
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const told = await this.logs.of(document)?.ask('logHover', placeOf(position));
    if (!told || told.paragraphs.length === 0) return undefined;
    const range = new Range(position.line, told.start, position.line, told.end);
    return new Hover(told.paragraphs.map(asText), range);
  }

  async provideDocumentSymbols(document: TextDocument): Promise<DocumentSymbol[]> {
    const connections = (await this.logs.of(document)?.ask('logConnections', {})) ?? [];
    return connections.map(({ title, detail, first, last, stuck, steps }) => {
      const name = stuck ? `⚠ ${title}` : title;
      const symbol = symbolOf(document, name, detail, SymbolKind.Interface, [first, last]);
      symbol.children = steps.map(({ line, text }) =>
        symbolOf(document, text, '', SymbolKind.Event, [line, line]),
      );
      return symbol;
    });
  }

  async provideFoldingRanges(document: TextDocument): Promise<FoldingRange[]> {
    const runs = (await this.logs.of(document)?.ask('logRuns', {})) ?? [];
    return runs.map(({ first, last }) => new FoldingRange(first - 1, last - 1));
  }

  async provideDefinition(document: TextDocument, position: Position): Promise<Location[]> {
    return this.places(document, await this.logs.of(document)?.ask('logAcknowledged', placeOf(position)));
  }

  async provideReferences(document: TextDocument, position: Position): Promise<Location[]> {
    return this.places(document, await this.logs.of(document)?.ask('logAcknowledging', placeOf(position)));
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (this.logs.has(document) && isTooLarge(document)) {
      const title = l10n.t('This log is too large to be explained here: open it as a capture');
      return [
        new CodeLens(new Range(0, 0, 0, 0), {
          title,
          command: 'closewait.openAsCapture',
          arguments: [document.uri],
        }),
      ];
    }
    const connections = (await this.logs.of(document)?.ask('logConnections', {})) ?? [];
    const worst = [...connections].sort((a, b) => Number(b.stuck) - Number(a.stuck)).slice(0, MOST_LENSES);
    return worst.map(({ title, detail, stuck, first }) => {
      const at = new Range(first - 1, 0, first - 1, 0);
      return new CodeLens(at, {
        title: pictured(`${stuck ? '$(warning) ' : ''}${title} · ${detail}`),
        tooltip: l10n.t('Explain TCP State'),
        command: 'closewait.explain',
        arguments: [first],
      });
    });
  }

  private async lines(document: TextDocument, { start, end }: Range) {
    return this.logs.of(document)?.ask('logLines', { from: start.line + 1, to: end.line + 1 });
  }

  private places({ uri }: TextDocument, lines: readonly number[] = []): Location[] {
    return lines.map((line) => new Location(uri, new Position(line - 1, 0)));
  }
}

const placeOf = ({ line, character }: Position): LogPosition => ({ line: line + 1, column: character });

/** Nothing in the log's own text is taken for Markdown. */
const asText = (text: string): MarkdownString => new MarkdownString().appendText(pictured(text));

function symbolOf(
  document: TextDocument,
  name: string,
  detail: string,
  kind: SymbolKind,
  [first, last]: readonly [number, number],
): DocumentSymbol {
  const own = document.lineAt(Math.min(first, document.lineCount) - 1).range;
  const end = document.lineAt(Math.min(last, document.lineCount) - 1).range.end;
  return new DocumentSymbol(
    pictured(name),
    pictured(detail),
    kind,
    own.union(new Range(own.start, end)),
    own,
  );
}

import { CodeLens, type CodeLensProvider, l10n, Range, type TextDocument } from 'vscode';
import { HOVER_COMMANDS, placeOf } from '../lint';
import { type StuckHere, stuckWords } from './stuck-here';

/** Servers of captures that are told at one line. */
const MOST_LENSES = 3;

/** Over the calls that listen, accept and connect: what the open captures show of their connections. */
export class CodeLenses implements CodeLensProvider {
  readonly onDidChangeCodeLenses;

  constructor(private readonly here: StuckHere) {
    this.onDidChangeCodeLenses = here.onDidChange;
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const lenses: CodeLens[] = [];
    const told = new Map<number, number>();
    for (const { site, here } of await this.here.in(document)) {
      const count = (told.get(site.line) ?? 0) + 1;
      told.set(site.line, count);
      if (count > MOST_LENSES) continue;
      const at = placeOf(site);
      const { oldest } = here.server;
      const title = stuckWords(here);
      lenses.push(
        new CodeLens(new Range(at, at), {
          title: here.stuck > 0 ? `$(warning) ${title}` : title,
          tooltip: l10n.t('Opens the connection that has been stuck longest.'),
          command: HOVER_COMMANDS.connection,
          arguments: [here.uri.toString(), oldest?.connection ?? 1, oldest?.index ?? null],
        }),
      );
    }
    return lenses;
  }
}

import { commands, Disposable, languages, Uri } from 'vscode';
import type { OpenServers } from '../capture';
import { HOVER_COMMANDS, LANGUAGE_IDS, type Lint } from '../lint';
import { CodeLenses } from './code-lenses';
import { CodeLookup } from './code-lookup';
import { CodeSources } from './code-sources';
import { StuckHere } from './stuck-here';

type ShowConnection = (uri: Uri, connection: number, index: number | null) => Promise<void>;

/** The code of the workspace behind connections, and the connections behind code. Nothing is read before it is asked for. */
export function registerCode(
  lint: Lint,
  captures: OpenServers,
  show: ShowConnection,
): { readonly lookup: CodeLookup; readonly disposable: Disposable } {
  const sources = new CodeSources(lint, () => here.forget());
  const here = new StuckHere(lint, sources, captures);
  const selector = LANGUAGE_IDS.map((language) => ({ language }));
  const disposable = Disposable.from(
    sources,
    here,
    languages.registerCodeLensProvider(selector, new CodeLenses(here)),
    commands.registerCommand(
      HOVER_COMMANDS.connection,
      (uri: string, connection: number, index: number | null) => show(Uri.parse(uri), connection, index),
    ),
  );
  return { lookup: new CodeLookup(lint, sources), disposable };
}

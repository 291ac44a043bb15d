import {
  commands,
  Disposable,
  type DocumentSelector,
  type ExtensionContext,
  languages,
  type TextDocument,
  window,
} from 'vscode';
import { extensionFiles } from '../workbench';
import { LogDiagnostics } from './log-diagnostics';
import { LEGEND, LogFeatures } from './log-features';
import { offer } from './offer';
import { TextLogs } from './text-log';

const LANGUAGE = 'tcpdump';
/** Texts that keep their language: the log is a part of them. */
const KEPT: ReadonlySet<string> = new Set(['markdown']);

/** Logs of packets and socket tables in text editors. No worker is started before one is open. */
export function registerTextLogs(context: ExtensionContext): Disposable {
  const logs = new TextLogs(extensionFiles(context.extensionUri));
  const features = new LogFeatures(logs);
  const diagnostics = new LogDiagnostics(logs);
  const registered: Disposable[] = [logs, provide(LANGUAGE, features), diagnostics.register()];
  const known = new Set([LANGUAGE]);
  const show = async (document: TextDocument): Promise<void> => {
    if (!KEPT.has(document.languageId)) {
      await languages.setTextDocumentLanguage(document, LANGUAGE);
      return;
    }
    logs.choose(document);
    if (!known.has(document.languageId)) registered.push(provide(document.languageId, features));
    known.add(document.languageId);
    diagnostics.look(document);
  };
  const ask = (document: TextDocument | undefined) => document && void offer(document, show);
  ask(window.activeTextEditor?.document);
  registered.push(
    window.onDidChangeActiveTextEditor((editor) => ask(editor?.document)),
    commands.registerCommand('closewait.showStates', async () => {
      const document = window.activeTextEditor?.document;
      if (document !== undefined) await show(document);
    }),
  );
  return new Disposable(() => Disposable.from(...registered).dispose());
}

function provide(selector: DocumentSelector, features: LogFeatures): Disposable {
  return Disposable.from(
    languages.registerDocumentRangeSemanticTokensProvider(selector, features, LEGEND),
    languages.registerInlayHintsProvider(selector, features),
    languages.registerHoverProvider(selector, features),
    languages.registerDocumentSymbolProvider(selector, features),
    languages.registerFoldingRangeProvider(selector, features),
    languages.registerDefinitionProvider(selector, features),
    languages.registerReferenceProvider(selector, features),
    languages.registerCodeLensProvider(selector, features),
  );
}

import { commands, type ExtensionContext, type Uri } from 'vscode';
import {
  CaptureEditorProvider,
  exportCapture,
  goToPacket,
  OpenEditors,
  OpenServers,
  PreferenceStore,
  registerPageCommands,
  StateGuides,
} from './capture';
import { registerCode } from './code';
import { registerIncident } from './incident';
import { registerLint } from './lint';
import {
  explain,
  openAsCapture,
  openFolderAsCapture,
  openTogether,
  PastedCaptures,
  showConnection,
} from './logs';
import { registerOverview } from './overview';
import { registerSample } from './sample';
import { registerTextLogs } from './textlogs';
import { locale, Output } from './workbench';

export function activate(context: ExtensionContext): void {
  const output = new Output();
  const editors = new OpenEditors();
  const pasted = new PastedCaptures(context);
  const preferences = new PreferenceStore(context.globalState);
  const active = () => editors.active();
  const lint = registerLint(context, output);
  const guides = StateGuides.register(context, async () => {
    const worker = await lint.linter.rpc();
    return (await worker?.ask('stateGuides', { locale: locale() })) ?? [];
  });
  const servers = new OpenServers();
  const show = (uri: Uri, connection: number, index: number | null) =>
    showConnection(uri, connection, index, editors);
  const code = registerCode(lint, servers, show);
  context.subscriptions.push(
    output,
    CaptureEditorProvider.register(
      context,
      editors,
      preferences,
      code.lookup,
      servers,
      (uri) => void pasted.closed(uri),
      output,
    ),
    servers,
    lint.disposable,
    code.disposable,
    registerIncident(pasted, servers, editors, show),
    registerOverview(servers),
    registerTextLogs(context),
    registerSample(context),
    commands.registerCommand('closewait.explain', (line?: unknown) =>
      explain(editors, pasted, guides, typeof line === 'number' ? line : undefined),
    ),
    commands.registerCommand('closewait.openAsCapture', (uri?: Uri, selected?: readonly Uri[]) =>
      selected !== undefined && selected.length > 1
        ? openTogether(selected, pasted)
        : openAsCapture(uri, pasted),
    ),
    commands.registerCommand('closewait.openFolderAsCapture', (uri?: Uri) =>
      openFolderAsCapture(uri, pasted),
    ),
    commands.registerCommand('closewait.goToPacket', () => goToPacket(editors)),
    commands.registerCommand('closewait.export', () => exportCapture(editors)),
    commands.registerCommand('closewait.find', () => active()?.ask('focusFind', {})),
    commands.registerCommand('closewait.reopenAsText', () => active()?.reopenAsText()),
    commands.registerCommand('closewait.codeOnPort', () => editors.latest()?.ask('showCode', {})),
    registerPageCommands(editors),
    commands.registerCommand('closewait.reload', () => active()?.document.reload()),
  );
}

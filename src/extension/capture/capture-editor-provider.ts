import {
  type CustomReadonlyEditorProvider,
  Disposable,
  type ExtensionContext,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { Output } from '../workbench';
import { extensionFiles, filesOf, locale, PIECES_SUFFIX, SECTION } from '../workbench';
import { CaptureDocument } from './capture-document';
import { CaptureEditor, type CodeFinder, type EditorHost } from './capture-editor';
import { followsGrowingFiles } from './capture-settings';
import { saveStream } from './export';
import { watchFile, watchFolders } from './file-watch';
import { showLoading } from './loading-progress';
import type { OpenEditors } from './open-editors';
import type { OpenServers } from './open-servers';
import { newNonce, pageHtml } from './page-html';
import type { PreferenceStore } from './preference-store';
import { reopenAsText } from './reopen-as-text';

/** Opens by default, for the file names of captures. */
export const CAPTURE_VIEW = 'closewait.capture';
/** The same editor, offered for the file names that logs have. */
export const LOG_VIEW = 'closewait.log';

/** Opens captures in the custom editor, read-only. */
export class CaptureEditorProvider implements CustomReadonlyEditorProvider<CaptureDocument> {
  private readonly watches = new Map<CaptureDocument, Disposable>();
  private readonly editorHost: EditorHost;

  private constructor(
    private readonly context: ExtensionContext,
    private readonly editors: OpenEditors,
    preferences: PreferenceStore,
    code: CodeFinder,
    private readonly servers: OpenServers,
    private readonly closed: (uri: Uri) => void,
    private readonly output: Output,
  ) {
    this.editorHost = {
      preferences: () => preferences.get(),
      html: (editor) => this.html(editor),
      remember: (changed) => preferences.set(changed),
      code,
      saveStream,
      reopenAsText: (editor) => reopenAsText(editor.document.uri, editor.panel.viewColumn),
    };
  }

  /** `closed` is told of each document that no editor shows any more. */
  static register(
    context: ExtensionContext,
    editors: OpenEditors,
    preferences: PreferenceStore,
    code: CodeFinder,
    servers: OpenServers,
    closed: (uri: Uri) => void,
    output: Output,
  ): Disposable {
    const provider = new CaptureEditorProvider(context, editors, preferences, code, servers, closed, output);
    const options = { supportsMultipleEditorsPerDocument: true };
    return Disposable.from(
      window.registerCustomEditorProvider(CAPTURE_VIEW, provider, options),
      window.registerCustomEditorProvider(LOG_VIEW, provider, options),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) provider.settingsChanged();
      }),
    );
  }

  openCustomDocument(uri: Uri): CaptureDocument {
    const document: CaptureDocument = new CaptureDocument(uri, {
      extension: extensionFiles(this.context.extensionUri),
      output: this.output,
      showLoading,
      settled: () => void this.servers.read(document),
      disposed: () => {
        this.watches.get(document)?.dispose();
        this.watches.delete(document);
        this.servers.forget(uri);
        this.closed(uri);
      },
    });
    this.watches.set(document, this.watch(document));
    return document;
  }

  resolveCustomEditor(document: CaptureDocument, panel: WebviewPanel): void {
    const dist = Uri.joinPath(this.context.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.editors.add(new CaptureEditor(document, panel, this.editorHost));
  }

  private html({ document, panel: { webview } }: CaptureEditor): string {
    const resource = (name: string) =>
      webview.asWebviewUri(Uri.joinPath(this.context.extensionUri, 'dist', name)).toString();
    return pageHtml({
      script: resource('page.js'),
      style: resource('page.css'),
      source: webview.cspSource,
      nonce: newNonce(),
      locale: document.locale,
    });
  }

  private watch(document: CaptureDocument): Disposable {
    if (!followsGrowingFiles()) return Disposable.from();
    if (document.uri.path.endsWith(PIECES_SUFFIX))
      return watchFolders(filesOf(document.uri), () => void document.look());
    return watchFile(
      document.uri,
      () => void document.look(),
      () => void document.confirmUnchanged(),
      (isGone) => document.found(!isGone),
    );
  }

  private settingsChanged(): void {
    for (const editor of this.editors.all()) editor.settingsChanged();
    for (const [document, watch] of this.watches) {
      watch.dispose();
      this.watches.set(document, this.watch(document));
      if (document.locale !== locale()) document.reload();
      else if (followsGrowingFiles()) void document.look();
    }
  }
}

import type { Readable, Writable } from 'node:stream';
import {
  CodeActionKind,
  createConnection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale } from '../../core/words';
import { localeOf } from '../../core/words';
import { LintServer, pathOf } from './lint-server';
import { LintThread, type StartThread } from './lint-thread';
import { readSettings } from './settings';
import { WorkspaceFiles } from './workspace-files';

export interface ServeOptions {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly version: string;
  readonly locale: Locale | null;
  /** Where the program lies: `dist/lint-worker.js` is in it. */
  readonly root: string;
  readonly start: StartThread;
}

/** Files that the editor is asked to watch: sources, and what says where a script's imports lead. */
const WATCHED = '**/*.{c,h,cc,cpp,cxx,hh,hpp,hxx,ts,mts,cts,tsx,js,mjs,cjs,jsx,json}';

/**
 * Speaks the Language Server Protocol (3.17) until the editor says `exit` or its output ends: diagnostics with the leaking
 * path as related places, hovers, quick fixes. Resolves when it is over.
 */
export function serve({ stdin, stdout, version, locale, root, start }: ServeOptions): Promise<void> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(stdin),
    new StreamMessageWriter(stdout),
  );
  const documents = new TextDocuments(TextDocument);
  let server: LintServer | undefined;
  let markdown = false;
  let canWatch = false;

  connection.onInitialize((params) => {
    const settings = readSettings(params.initializationOptions);
    const chosen = locale ?? settings.locale ?? localeOf(params.locale);
    const folders = foldersOf(params);
    const thread: LintThread = new LintThread(
      { ...settings, locale: chosen },
      () => start(root),
      (message) => connection.console.warn(message),
      () => server?.tellAgain(),
    );
    server = new LintServer(thread, new WorkspaceFiles(folders, settings), folders, settings, {
      publish: (uri, documentVersion, diagnostics) =>
        void connection.sendDiagnostics({ uri, version: documentVersion, diagnostics }),
    });
    const { textDocument, workspace } = params.capabilities;
    markdown = textDocument?.hover?.contentFormat?.includes('markdown') === true;
    canWatch = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'closewait', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
    };
  });
  connection.onInitialized(() => {
    if (canWatch)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: WATCHED }],
      });
  });
  const opened = new Set<string>();
  documents.onDidChangeContent(({ document }) => {
    server?.changed(document, !opened.has(document.uri));
    opened.add(document.uri);
  });
  documents.onDidClose(({ document }) => {
    opened.delete(document.uri);
    server?.closed(document);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = (gone: boolean) =>
      changes.flatMap(({ uri, type }) =>
        (type === FileChangeType.Deleted) === gone ? (pathOf(uri) ?? []) : [],
      );
    void server?.onDisk(paths(false), paths(true));
  });
  connection.onHover(({ textDocument, position }) =>
    server === undefined ? null : server.hover(textDocument.uri, position, markdown),
  );
  connection.onCodeAction(
    ({ textDocument, range, context }) => server?.actions(textDocument.uri, range, context.diagnostics) ?? [],
  );
  connection.onShutdown(() => server?.dispose());
  documents.listen(connection);
  connection.listen();
  return new Promise((resolve) => {
    const end = (): void => {
      server?.dispose();
      resolve();
    };
    stdin.once('end', end);
    stdin.once('close', end);
  });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}

import { commands, type Disposable, type ExtensionContext, Uri, ViewColumn, window, workspace } from 'vscode';

/** Where the sample lies in the extension, and what of it is opened. */
const SAMPLE = ['samples', 'close-wait'];
const LOG = 'packets.tcpdump';
const SOURCE = 'server.c';
const FILES = [LOG, SOURCE, 'sockets.txt'];

/** The command that opens a server's source with the packets that it leaves in CLOSE_WAIT: copies, to be tried things on. */
export function registerSample({ extensionUri, globalStorageUri }: ExtensionContext): Disposable {
  return commands.registerCommand('closewait.openSample', async () => {
    const folder = Uri.joinPath(globalStorageUri, 'sample');
    for (const name of FILES) {
      const content = await workspace.fs.readFile(Uri.joinPath(extensionUri, ...SAMPLE, name));
      await workspace.fs.writeFile(Uri.joinPath(folder, name), content);
    }
    const source = await window.showTextDocument(Uri.joinPath(folder, SOURCE), {
      viewColumn: columnFor(),
      preview: false,
    });
    await commands.executeCommand('vscode.open', Uri.joinPath(folder, LOG), {
      viewColumn: source.viewColumn,
      preview: false,
    });
  });
}

/** Beside the walkthrough, where that has the focus: extensions are told of such a tab, and not what it shows. */
function columnFor(): ViewColumn {
  const { activeTab } = window.tabGroups.activeTabGroup;
  return activeTab !== undefined && activeTab.input === undefined ? ViewColumn.Beside : ViewColumn.Active;
}

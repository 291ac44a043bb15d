import { commands, TabInputCustom, type Uri, type ViewColumn, window } from 'vscode';

/** Shows the file in the text editor, in place of the capture editor in that column. */
export async function reopenAsText(uri: Uri, column: ViewColumn | undefined): Promise<void> {
  const group = window.tabGroups.all.find(({ viewColumn }) => viewColumn === column);
  const shown = group?.tabs.find(
    ({ input }) => input instanceof TabInputCustom && input.uri.toString() === uri.toString(),
  );
  await commands.executeCommand('vscode.openWith', uri, 'default', { viewColumn: column, preview: false });
  if (shown !== undefined && window.tabGroups.all.some(({ tabs }) => tabs.includes(shown))) {
    await window.tabGroups.close(shown, true);
  }
}

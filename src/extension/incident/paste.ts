import { commands, env, l10n, window } from 'vscode';
import { openCapture, type PastedCaptures } from '../logs';

/** Opens what is on the clipboard: a table, packets, or a message that holds both. */
export async function pasteSockets(pasted: PastedCaptures): Promise<void> {
  await open(await env.clipboard.readText(), 'clipboard.txt', pasted);
}

/** Opens what is selected in the terminal. It is had by way of the clipboard, which gets back what it held. */
export async function explainTerminalSelection(pasted: PastedCaptures): Promise<void> {
  const before = await env.clipboard.readText();
  await env.clipboard.writeText('');
  await commands.executeCommand('workbench.action.terminal.copySelection');
  const selected = await env.clipboard.readText();
  await env.clipboard.writeText(before);
  await open(selected, 'terminal.txt', pasted);
}

async function open(text: string, title: string, pasted: PastedCaptures): Promise<void> {
  if (text.trim() !== '') return openCapture(await pasted.keep(text, title));
  void window.showInformationMessage(
    l10n.t('There is no text to explain: copy a socket table or packets, or select them in the terminal.'),
  );
}

import { l10n, type TextEditor, type Uri, ViewColumn, window } from 'vscode';
import { documentOf, openAsCapture, openCapture } from './open-as-capture';
import type { OpenEditors } from './open-editors';
import type { PastedCaptures } from './pasted-captures';

/** Explains what is selected in the capture editor, or the packet of the line under the cursor of a text log. */
export async function explain(editors: OpenEditors, pasted: PastedCaptures): Promise<void> {
  const editor = editors.active();
  if (editor !== undefined) return editor.tell('explainSelection', {});
  const text = window.activeTextEditor;
  if (text !== undefined) return explainLine(text, editors, pasted);
  await openAsCapture(undefined, pasted);
}

/** The log stays where it is; its capture opens beside it. */
async function explainLine(text: TextEditor, editors: OpenEditors, pasted: PastedCaptures): Promise<void> {
  const line = text.selection.active.line + 1;
  const uri = await documentOf(text, pasted);
  const editor = await show(uri, editors);
  const index = await editor.document.packetOfLine(line);
  if (index === null) {
    void window.showInformationMessage(l10n.t('No packet of {0} could be read.', editor.document.name));
    return;
  }
  await editor.tell('goToPacket', { index, explain: true });
}

async function show(uri: Uri, editors: OpenEditors) {
  const open = editors.of(uri);
  if (open === undefined) await openCapture(uri, ViewColumn.Beside);
  else open.panel.reveal();
  return editors.whenOpen(uri);
}

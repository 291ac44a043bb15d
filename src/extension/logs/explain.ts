import { l10n, type TextEditor, type Uri, ViewColumn, window } from 'vscode';
import { pictured } from '../../core/text';
import type { OpenEditors, StateGuides } from '../capture';
import { documentOf, openAsCapture, openCapture } from './open-as-capture';
import type { PastedCaptures } from './pasted-captures';

/** Explains what is selected in the capture editor, or the packet of the line under the cursor of a text log; with neither at hand, a state by its name. */
export async function explain(
  editors: OpenEditors,
  pasted: PastedCaptures,
  guides: StateGuides,
): Promise<void> {
  const editor = editors.active();
  if (editor !== undefined) return editor.tell('explainSelection', {});
  const text = window.activeTextEditor;
  if (text !== undefined && holds(text, PACKET)) return explainLine(text, editors, pasted);
  if (text !== undefined && holds(text, SOCKET)) return openAsCapture(undefined, pasted);
  if (await guides.pick()) await openAsCapture(undefined, pasted);
}

/** A row of a socket table: a state beside an address with its port. */
const SOCKET =
  /\b(?:ESTAB\w*|LISTEN\w*|CLOSE[-_]?WAIT|FIN[-_]?WAIT[-_]?[12]|TIME[-_]?WAIT|SYN[-_]\w+|LAST[-_]?ACK)\b.*[:.]\d+\b|[:.]\d+\s.*\b(?:ESTAB\w*|LISTEN\w*|CLOSE[-_]?WAIT|FIN[-_]?WAIT[-_]?[12]|TIME[-_]?WAIT)\b/;
/** Lines looked at around the cursor, to tell a log from a source file. */
const NEIGHBOURHOOD = 200;
const PACKET = /\S\.\S+ > \S+\.\S+: |\bFlags \[/;

function holds({ document, selection }: TextEditor, what: RegExp): boolean {
  const from = Math.max(0, selection.active.line - NEIGHBOURHOOD);
  const to = Math.min(document.lineCount, selection.active.line + NEIGHBOURHOOD);
  for (let line = from; line < to; line++) if (what.test(document.lineAt(line).text)) return true;
  return false;
}

/** The log stays where it is; its capture opens beside it. */
async function explainLine(text: TextEditor, editors: OpenEditors, pasted: PastedCaptures): Promise<void> {
  const line = text.selection.active.line + 1;
  const uri = await documentOf(text, pasted);
  const editor = await show(uri, editors);
  const index = await editor.document.packetOfLine(line);
  if (index === null) {
    void window.showInformationMessage(
      l10n.t('No packet of {0} could be read.', pictured(editor.document.name)),
    );
    return;
  }
  await editor.tell('goToPacket', { index, explain: true });
}

/** Opens a capture, or what shows it, and explains a connection of it; `index`: the packet to select, where it has one. */
export async function showConnection(
  uri: Uri,
  connection: number,
  index: number | null,
  editors: OpenEditors,
): Promise<void> {
  const open = editors.of(uri);
  if (open === undefined) await openCapture(uri);
  else open.panel.reveal();
  const editor = await editors.whenOpen(uri);
  if (index === null) await editor.tell('showConnection', { connection });
  else await editor.tell('goToPacket', { index, explain: true });
}

async function show(uri: Uri, editors: OpenEditors) {
  const open = editors.of(uri);
  if (open === undefined) await openCapture(uri, ViewColumn.Beside);
  else open.panel.reveal();
  return editors.whenOpen(uri);
}

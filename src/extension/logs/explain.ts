import { l10n, type TextDocument, type TextEditor, type Uri, ViewColumn, window } from 'vscode';
import { pictured } from '../../core/text';
import type { OpenEditors, StateGuides } from '../capture';
import { documentOf, openAsCapture, openCapture } from './open-as-capture';
import type { PastedCaptures } from './pasted-captures';

/**
 * Explains what is selected in the capture editor, or the packet or socket of a line of a text log: the one given, from 1,
 * else that of the cursor. Without a text editor, the capture that was looked at last; with none at hand, a state by its name.
 */
export async function explain(
  editors: OpenEditors,
  pasted: PastedCaptures,
  guides: StateGuides,
  line?: number,
): Promise<void> {
  const editor = editors.active();
  if (editor !== undefined) return editor.ask('explainSelection', {});
  const text = window.activeTextEditor;
  if (text !== undefined && (holds(text, PACKET) || holds(text, SOCKET)))
    return explainLine(text, line ?? text.selection.active.line + 1, editors, pasted);
  // A walkthrough, a picture or nothing has the focus: what was looked at before is meant.
  const latest = text === undefined ? editors.latest() : undefined;
  if (latest !== undefined) return latest.ask('explainSelection', {});
  if (await guides.pick()) await openAsCapture(undefined, pasted);
}

/** A row of a socket table: a state beside an address with its port. */
const SOCKET =
  /\b(?:ESTAB\w*|LISTEN\w*|CLOSE[-_]?WAIT|FIN[-_]?WAIT[-_]?[12]|TIME[-_]?WAIT|SYN[-_]\w+|LAST[-_]?ACK)\b.*[:.]\d+\b|[:.]\d+\s.*\b(?:ESTAB\w*|LISTEN\w*|CLOSE[-_]?WAIT|FIN[-_]?WAIT[-_]?[12]|TIME[-_]?WAIT)\b/;
/** Lines looked at around the cursor, to tell a log from a source file. */
const NEIGHBOURHOOD = 200;
const PACKET = /\S\.\S+ > \S+\.\S+: |\bFlags \[/;

/** Its first lines, at least, hold a packet or a socket. */
export const looksLikeLog = (document: TextDocument): boolean =>
  isAround(document, 0, PACKET) || isAround(document, 0, SOCKET);

const holds = ({ document, selection }: TextEditor, what: RegExp): boolean =>
  isAround(document, selection.active.line, what);

function isAround(document: TextDocument, place: number, what: RegExp): boolean {
  const from = Math.max(0, place - NEIGHBOURHOOD);
  const to = Math.min(document.lineCount, place + NEIGHBOURHOOD);
  for (let line = from; line < to; line++) if (what.test(document.lineAt(line).text)) return true;
  return false;
}

/** The log stays where it is; its capture opens beside it. */
async function explainLine(
  text: TextEditor,
  line: number,
  editors: OpenEditors,
  pasted: PastedCaptures,
): Promise<void> {
  const uri = await documentOf(text, pasted);
  const editor = await show(uri, editors);
  const subject = await editor.document.subjectOf(line);
  if (subject !== null && subject.index === null)
    return editor.ask('showConnection', { connection: subject.connection });
  const index = subject?.index ?? (await editor.document.packetOfLine(line));
  // Of sockets alone, what they show is on the screen.
  if (index === null && !holds(text, PACKET)) return;
  if (index === null) {
    void window.showInformationMessage(
      l10n.t('No packet of {0} could be read.', pictured(editor.document.name)),
    );
    return;
  }
  await editor.ask('goToPacket', { index, explain: true });
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
  else open.panel.reveal(open.panel.viewColumn);
  const editor = await editors.whenOpen(uri);
  if (index === null) await editor.ask('showConnection', { connection });
  else await editor.ask('goToPacket', { index, explain: true });
}

async function show(uri: Uri, editors: OpenEditors) {
  const open = editors.of(uri);
  if (open === undefined) await openCapture(uri, ViewColumn.Beside);
  else open.panel.reveal(open.panel.viewColumn);
  return editors.whenOpen(uri);
}

import {
  commands,
  l10n,
  TabInputCustom,
  TabInputText,
  type TextEditor,
  type Uri,
  type ViewColumn,
  window,
} from 'vscode';
import { CAPTURE_VIEW, LOG_VIEW } from '../capture';
import { baseName } from '../workbench';
import type { PastedCaptures } from './pasted-captures';

const CAPTURE_NAME =
  /\.(pcap\d*|pcap\d+\.(gz|zst)|pcapng|cap|dmp|pcap\.gz|pcapng\.gz|pcap\.zst|tcpdump|pieces|sockets)$/i;

/** Opens what is at hand as a capture: the document given, else the active editor's text or file, else one picked. */
export async function openAsCapture(given: Uri | undefined, pasted: PastedCaptures): Promise<void> {
  const uri = given ?? (await atHand(pasted)) ?? (await picked());
  if (uri !== undefined) await openCapture(uri);
}

export async function openCapture(uri: Uri, viewColumn?: ViewColumn): Promise<void> {
  const viewType = CAPTURE_NAME.test(uri.path) ? CAPTURE_VIEW : LOG_VIEW;
  await commands.executeCommand('vscode.openWith', uri, viewType, { viewColumn, preview: false });
}

/** The document that holds a text editor's log: the file itself where it holds the same text, else a kept copy of the text. */
export async function documentOf(editor: TextEditor, pasted: PastedCaptures): Promise<Uri> {
  const { document } = editor;
  if (!document.isUntitled && !document.isDirty) return document.uri;
  return pasted.keep(document.getText(), baseName(document.uri.path));
}

async function atHand(pasted: PastedCaptures): Promise<Uri | undefined> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return activeTab();
  const { document, selection } = editor;
  if (selection.isSingleLine) return documentOf(editor, pasted);
  return pasted.keep(document.getText(selection), baseName(document.uri.path));
}

/** VS Code hides a text of over 50 MB from extensions, and a binary file has no text: the tab still names the file. */
function activeTab(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : undefined;
}

async function picked(): Promise<Uri | undefined> {
  const uris = await window.showOpenDialog({
    title: l10n.t('Open as Capture'),
    openLabel: l10n.t('Open as Capture'),
    filters: {
      [l10n.t('Captures and tcpdump text')]: [
        'pcap',
        'pcapng',
        'cap',
        'dmp',
        'gz',
        'zst',
        'tcpdump',
        'log',
        'txt',
        'out',
      ],
      [l10n.t('All files')]: ['*'],
    },
  });
  return uris?.[0];
}
